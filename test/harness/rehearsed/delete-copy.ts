import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';
import { copyRestorePoint } from './copy-restore-point.ts';

export const deleteCopy: Rehearsed = {
  workflow: 'delete-copy',
  ...(copyRestorePoint.given && { given: copyRestorePoint.given }),
  line: 'restore-point delete pay-web-01/nightly',
  seconds: 60,
  turns: 20,
  once: [],
  proves: async ({ world }) => {
    const collection = world.id('payments', 'Microsoft.Compute/restorePointCollections/pay-web-01');

    expect((await world.connected.readers.copies.restorePoints(collection)).value).toEqual([]);
  },
};
