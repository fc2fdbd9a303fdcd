import type { World } from '../../../world/world.ts';
import { itemsOf, type ProtectedItem } from '../../backup/item.ts';
import { itemView } from '../../backup/item-view.ts';
import { jobView } from '../../backup/job-view.ts';
import { jobsOf } from '../../backup/jobs.ts';
import { regularJobsOf } from '../../backup/regular-jobs.ts';
import type { Row } from '../kql/evaluate.ts';
import { type RowSource, rowOf, type Shown } from './row.ts';

const vaultType = 'Microsoft.RecoveryServices/vaults';

/** Backed-up machines and Azure Backup's jobs. */
export const backupRows: RowSource = {
  table: 'recoveryservicesresources',
  *rows(world) {
    for (const vault of world.resources.list(vaultType)) {
      for (const item of itemsOf(world, vault.id)) yield itemRow(world, item);
      for (const job of [...jobsOf(world, vault.id), ...regularJobsOf(world, vault.id)])
        yield rowOf(world, jobView(world, job) as unknown as Shown);
    }
  },
};

/** Beside what the service itself shows, Resource Graph names the machine and the state in words of its own. */
function itemRow(world: World, item: ProtectedItem): Row {
  const view = itemView(world, item, '');
  const properties = view.properties as Record<string, unknown>;
  const { sourceResourceId, protectionState } = properties;
  const dataSourceInfo = { resourceID: sourceResourceId, datasourceType: 'Microsoft.Compute/virtualMachines' };
  return rowOf(world, {
    ...(view as unknown as Shown),
    properties: { ...properties, dataSourceInfo, currentProtectionState: protectionState },
  });
}
