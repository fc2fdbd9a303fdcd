import { expect, test } from 'vitest';
import { explain } from '../../../../adapters/azure/core/explanations.ts';

/** What Azure documents for restore points, and for the replication of its own machines. */
const documented = [
  'DiskRestorePointUsedByCustomer',
  'OperationNotAllowed',
  'VMRestorePointClientError',
  'VMAgentStatusCommunicationError',
  'VMRestorePointInternalError',
  '150019',
  '150039',
  '150097',
  '151037',
  '151066',
  '151072',
  '151195',
  '151196',
  '151197',
  'HvrStorageAccountNotFound',
];

test.each(documented)('%s is explained in our own words', (code) => {
  expect(explain(code)?.means).toMatch(/^[A-Z].*\.$/u);
});

test('letter case does not matter, and what is not known is not explained', () => {
  expect(explain('operationnotallowed')).toEqual(explain('OperationNotAllowed'));
  expect(explain('SomethingElse')).toBeUndefined();
});
