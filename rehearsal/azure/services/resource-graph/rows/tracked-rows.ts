import { trackedTypes } from '../../resources/providers-data.ts';
import { type RowSource, rowOf } from './row.ts';

/** Everything that has a location of its own. */
export const trackedRows: RowSource = {
  table: 'resources',
  *rows(world) {
    for (const type of trackedTypes) for (const resource of world.resources.list(type)) yield rowOf(world, resource);
  },
};
