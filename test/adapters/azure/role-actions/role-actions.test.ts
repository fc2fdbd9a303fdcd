import { expect, test } from 'vitest';
import { readingActions, writingActions } from '../../../../adapters/azure/performed-actions.ts';
import { actionsOfReaders } from './every-read.ts';
import { actionsOfWriters } from './every-write.ts';

/** Azure does not mind letter case, and writes the same action in several. */
const plain = (actions: readonly string[]) => [...new Set(actions.map((action) => action.toLowerCase()))].sort();

test('all that the readers can be asked for takes the actions that are listed for them, and no other', async () => {
  expect(plain(await actionsOfReaders())).toEqual(plain(readingActions));
});

test('all that the writers can do takes the actions that are listed for them, and no other', async () => {
  expect(plain(await actionsOfWriters())).toEqual(plain(writingActions));
}, 60_000);

test('no action is listed twice', () => {
  expect(plain(readingActions)).toHaveLength(readingActions.length);
  expect(plain(writingActions)).toHaveLength(writingActions.length);
});
