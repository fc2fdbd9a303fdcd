import { expect, test } from 'vitest';
import { sealed, unsealed } from '../../src/operations/seal.ts';

const order = { itemId: 'pay-db-01' };
const kept = sealed('key', 'DR-1', order);

test('what a worker sealed, every worker of its key reads', () => {
  expect(unsealed('key', 'DR-1', kept)).toEqual(order);
});

test.each([
  ['another order', 'key', 'DR-1', { ...kept, order: '{"itemId":"pay-app-01"}' }],
  ['another operation', 'key', 'DR-2', kept],
  ['another key', 'other', 'DR-1', kept],
  ['another seal', 'key', 'DR-1', { ...kept, seal: 'f'.repeat(kept.seal.length) }],
  ['half a seal', 'key', 'DR-1', { ...kept, seal: kept.seal.slice(0, 32) }],
  ['no seal', 'key', 'DR-1', { ...kept, seal: '' }],
])('with %s it is nothing', (_what, key, operation, given) => {
  expect(unsealed(key, operation, given)).toBeUndefined();
});
