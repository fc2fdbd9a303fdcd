import { expect } from 'vitest';
import type { Rehearsed } from '../rehearsed.ts';

export const createRestorePoint: Rehearsed = {
  workflow: 'create-restore-point',
  line: 'restore-point create pay-web-01 --copy-to westus',
  seconds: 900,
  turns: 80,
  once: [],
  proves: async ({ world }) => {
    const { copies } = world.connected.readers;
    const { value: collections } = await copies.collections('fresh');
    const lists = await Promise.all(collections.map(({ id }) => copies.restorePoints(id)));
    const points = lists.flatMap(({ value }) => value);
    const copied = points.filter(({ copyOf }) => copyOf !== undefined);
    const progress = await copies.progress(copied[0]?.id ?? '');

    expect(points).toHaveLength(2);
    expect(copied.map(({ region }) => region)).toEqual(['westus']);
    expect(progress.value?.disks.every(({ percent }) => percent === 100)).toBe(true);
  },
};
