import { resourceGroupType } from '../../resources/provision.ts';
import { subscriptionRecord } from '../../resources/subscriptions.ts';
import { type RowSource, rowOf } from './row.ts';

/** Subscriptions and resource groups. */
export const containerRows: RowSource = {
  table: 'resourcecontainers',
  *rows(world) {
    for (const subscriptionId of world.subscriptions) {
      const record = subscriptionRecord(world, subscriptionId);
      // Here a subscription goes by its display name.
      yield rowOf(world, { ...record, name: String(record.properties.displayName) });
    }
    const type = 'microsoft.resources/subscriptions/resourcegroups';
    for (const group of world.resources.list(resourceGroupType)) yield rowOf(world, { ...group, type });
  },
};
