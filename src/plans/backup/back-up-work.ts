import type { Target } from '../../ports/names.ts';
import type { Plan } from '../plan.ts';

/** What all that changes one protected item has in common: one at a time, and never in the way of a failover. */
export const backUpWork = (vm: Target, workflow: string, order: unknown): Pick<Plan, 'vms' | 'work'> => ({
  vms: 1,
  work: { workflow, order, locks: [{ machine: vm.resources[0] ?? vm.name, kind: 'back-up' }] },
});

export const itemAction = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';
