import type { HealthError, ProtectedItem } from '../ports/azure/recovery.ts';
import { groupIn, nameIn, sameId } from './resource-id.ts';

/** How a machine stands, told from what Azure allows, never from Azure's name of the state. */
export type Standing =
  | { readonly kind: 'protected' }
  | { readonly kind: 'drill-waits' }
  | { readonly kind: 'first-copy'; readonly percent: number }
  | { readonly kind: 'failed-over'; readonly committed: boolean }
  | { readonly kind: 'other'; readonly asAzureSays: string }
  | { readonly kind: 'backup-only' }
  | { readonly kind: 'not-replicated' }
  /** Site Recovery could not be read. */
  | { readonly kind: 'unknown' };

export const standingOf = (item: ProtectedItem): Standing => {
  if (item.drillWaitsForCleanup) return { kind: 'drill-waits' };
  if (item.activeLocation === 'target') return { kind: 'failed-over', committed: !item.allowed.includes('Commit') };
  if (item.allowed.includes('UnplannedFailover')) return { kind: 'protected' };
  if (item.firstCopyPercent !== undefined) return { kind: 'first-copy', percent: item.firstCopyPercent };
  return { kind: 'other', asAzureSays: item.stateAsAzureSays };
};

/** The error that says most: critical before warning, else as Azure lists them. */
export const worstError = (errors: readonly HealthError[]): HealthError | undefined =>
  errors.find((error) => error.level === 'critical') ?? errors[0];

/**
 * Every id under which the machine may be known: where it runs, what it became elsewhere, and, once it replicates
 * back, where it came from (Azure names that one only by its group).
 */
export const idsOf = (item: ProtectedItem): readonly string[] => [
  item.vmId,
  ...(item.recoveryVmId ? [item.recoveryVmId] : []),
  ...(item.recoveryResourceGroupId
    ? [`${item.recoveryResourceGroupId}/providers/Microsoft.Compute/virtualMachines/${item.vmName}`]
    : []),
];

/** The item of a machine; one that runs under this very id comes first. */
export const itemOf = (vmId: string, items: readonly ProtectedItem[]): ProtectedItem | undefined =>
  items.find((item) => sameId(item.vmId, vmId)) ?? items.find((item) => idsOf(item).some((id) => sameId(id, vmId)));

/** `pay-web-01`, and with its group where two bear the name. */
export const tellingName = (vmId: string, others: readonly string[]): string => {
  const name = nameIn(vmId);
  const twins = others.filter((other) => !sameId(other, vmId) && nameIn(other).toLowerCase() === name.toLowerCase());
  return twins.length > 0 ? `${groupIn(vmId)}/${name}` : name;
};
