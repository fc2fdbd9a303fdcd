import { z } from 'zod';
import type { RestoreOrder } from '../../ports/azure/backup.ts';

export const restoreOrder = z.object({
  machine: z.string(),
  /** As people type it. */
  pointName: z.string(),
  itemId: z.string(),
  pointId: z.string(),
  vmId: z.string(),
  vaultId: z.string(),
  region: z.string(),
  /** From the copy in the paired region, by that region's own service. */
  secondary: z.boolean(),
  stagingAccountId: z.string(),
  group: z.object({ id: z.string(), isNew: z.boolean() }),
  zone: z.string().optional(),
  /** Absent: disks alone. */
  newMachine: z.object({ name: z.string(), networkId: z.string(), subnet: z.string() }).optional(),
});

export type BackupRestore = z.infer<typeof restoreOrder>;

/** As the writer wants it. */
export const asRestoreOrder = (order: BackupRestore): RestoreOrder => {
  const { itemId, pointId, vmId, region, stagingAccountId, group, newMachine, zone } = order;
  return {
    ...{ itemId, pointId, vmId, region, stagingAccountId },
    into: newMachine
      ? {
          kind: 'vm',
          resourceGroupId: group.id,
          vmName: newMachine.name,
          networkId: newMachine.networkId,
          subnet: newMachine.subnet,
        }
      : { kind: 'disks', resourceGroupId: group.id },
    ...(zone !== undefined && { zone }),
  };
};
