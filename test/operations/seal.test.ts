import { expect, test } from 'vitest';
import { sealed, unsealed } from '../../src/operations/seal.ts';

const purpose = { operation: 'DR-1', workflow: 'undelete-backup', version: 1 };
const order = { itemId: 'pay-db-01' };
const kept = sealed('key', purpose, order);

test('what a worker sealed, every worker of its key reads', () => {
  expect(unsealed('key', purpose, kept)).toEqual(order);
});

test.each([
  ['another order', 'key', purpose, { ...kept, order: '{"itemId":"pay-app-01"}' }],
  ['another operation', 'key', { ...purpose, operation: 'DR-2' }, kept],
  ['another workflow', 'key', { ...purpose, workflow: 'delete-backup-data' }, kept],
  ['another version of it', 'key', { ...purpose, version: 2 }, kept],
  ['another key', 'other', purpose, kept],
  ['another seal', 'key', purpose, { ...kept, seal: 'f'.repeat(kept.seal.length) }],
  ['half a seal', 'key', purpose, { ...kept, seal: kept.seal.slice(0, 32) }],
  ['no seal', 'key', purpose, { ...kept, seal: '' }],
])('with %s it is nothing', (_what, key, made, given) => {
  expect(unsealed(key, made, given)).toBeUndefined();
});
