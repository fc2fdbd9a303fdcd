import type { HealthError, ProtectedItem } from '../ports/azure/recovery.ts';
import { jobWords } from '../views/job-words.ts';
import { groupIn, nameIn } from './resource-id.ts';

/** How a machine stands, told from what Azure allows, never from Azure's name of the state. */
export type Standing =
  | { readonly kind: 'protected' }
  | { readonly kind: 'drill-waits' }
  | { readonly kind: 'first-copy'; readonly percent: number }
  | { readonly kind: 'failed-over'; readonly committed: boolean }
  /** What Azure has left of a try: it replicates nothing. */
  | { readonly kind: 'failed-to-begin' }
  | { readonly kind: 'other'; readonly asAzureSays: string }
  | { readonly kind: 'backup-only' }
  | { readonly kind: 'not-replicated' }
  /** Site Recovery could not be read. */
  | { readonly kind: 'unknown' };

export const standingOf = (item: ProtectedItem): Standing => {
  if (item.failedToBegin && !item.runningJob) return { kind: 'failed-to-begin' };
  if (item.drillWaitsForCleanup) return { kind: 'drill-waits' };
  if (item.activeLocation === 'target') return { kind: 'failed-over', committed: !item.allowed.includes('Commit') };
  if (item.allowed.includes('UnplannedFailover')) return { kind: 'protected' };
  if (item.firstCopyPercent !== undefined) return { kind: 'first-copy', percent: item.firstCopyPercent };
  return { kind: 'other', asAzureSays: workedOn(item) };
};

/** Azure goes on calling a machine protected while it is failed over, or practised with. */
const workedOn = ({ stateAsAzureSays, runningJob }: ProtectedItem): string =>
  runningJob && stateAsAzureSays.toLowerCase() === 'protected'
    ? `${jobWords(runningJob.scenario)} runs`
    : stateAsAzureSays;

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

/** Finds the item of a machine; one that runs under this very id comes first. */
export const itemsById = (items: readonly ProtectedItem[]): ((vmId: string) => ProtectedItem | undefined) => {
  const found = new Map<string, ProtectedItem>();
  const add = (id: string, item: ProtectedItem) => {
    if (!found.has(id.toLowerCase())) found.set(id.toLowerCase(), item);
  };
  for (const item of items) add(item.vmId, item);
  for (const item of items) for (const id of idsOf(item)) add(id, item);
  return (vmId) => found.get(vmId.toLowerCase());
};

/** `pay-web-01`, and with its group where two bear the name. */
export const tellingNames = (vmIds: readonly string[]): ((vmId: string) => string) => {
  const owners = new Map<string, Set<string>>();
  for (const id of vmIds.map((each) => each.toLowerCase())) {
    owners.set(nameIn(id), (owners.get(nameIn(id)) ?? new Set()).add(id));
  }
  return (vmId) => {
    const name = nameIn(vmId);
    return (owners.get(name.toLowerCase())?.size ?? 0) > 1 ? `${groupIn(vmId)}/${name}` : name;
  };
};
