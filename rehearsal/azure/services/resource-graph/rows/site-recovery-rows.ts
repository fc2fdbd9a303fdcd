import type { World } from '../../../world/world.ts';
import type { ProtectedItem } from '../../site-recovery/items/item.ts';
import { itemView } from '../../site-recovery/items/item-view.ts';
import { jobView } from '../../site-recovery/jobs/job-view.ts';
import { types } from '../../site-recovery/names.ts';
import { siteRecoveryState } from '../../site-recovery/state.ts';
import type { Row } from '../kql/evaluate.ts';
import { type RowSource, rowOf, type Shown } from './row.ts';

/** Replicated machines and Site Recovery's jobs. */
export const siteRecoveryRows: RowSource = {
  table: 'recoveryservicesresources',
  *rows(world) {
    for (const item of world.resources.list(types.item) as ProtectedItem[]) yield itemRow(world, item);
    const now = world.clock.now();
    for (const jobs of world.state(siteRecoveryState).jobsByVault.values()) {
      for (const job of jobs) yield rowOf(world, jobView(job, now) as unknown as Shown);
    }
  },
};

/** Beside what the service itself shows, Resource Graph names the machine. */
function itemRow(world: World, item: ProtectedItem): Row {
  const view = itemView(world, item, 'list');
  const properties = view.properties as Record<string, unknown>;
  const details = properties.providerSpecificDetails as Record<string, unknown>;
  const dataSourceInfo = { datasourceType: 'AzureVm', resourceId: item.state.vmId };
  return rowOf(world, {
    ...(view as unknown as Shown),
    properties: { ...properties, providerSpecificDetails: { ...details, dataSourceInfo } },
  });
}
