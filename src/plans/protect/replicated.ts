import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { itemsById, standingOf } from '../../protection/standing.ts';
import { blocked } from '../../readiness/checks.ts';
import { jobWords } from '../../views/job-words.ts';
import type { Check, Plan } from '../plan.ts';
import { azRest } from './az-line.ts';
import { changeBody } from './azure-bodies.ts';
import type { ChangeOrder, ProtectionChange } from './change.ts';

export interface Replicated {
  readonly vm: Target;
  readonly item: ProtectedItem;
}

/** The items of these machines, read now; or who is not replicated. */
export const readReplicated = async (
  vms: readonly Target[],
  { readers }: PlanContext,
): Promise<{ readonly found: readonly Replicated[]; readonly blocks: readonly Check[] }> => {
  const { value: items, missing } = await readers.recovery.items('fresh');
  const itemOf = itemsById(items);
  const pairs = vms.map((vm) => ({ vm, item: itemOf(vm.resources[0] ?? '') }));
  const lost = pairs.filter(({ item }) => item === undefined);
  // Not found in half of Azure is not "not replicated".
  if (lost.length > 0 && missing.length > 0) throw new AzureReadInPart('see what is replicated', missing);
  return {
    found: pairs.flatMap(({ vm, item }) => (item ? [{ vm, item }] : [])),
    blocks: lost.map(({ vm }) =>
      blocked(vm.name, 'Site Recovery does not replicate it.', `To begin: protect ${vm.name}`),
    ),
  };
};

/** Azure refuses the rest; it is asked before anything is approved. */
export const allowedCheck = ({ vm, item }: Replicated, operation: string, what: string): Check =>
  item.allowed.includes(operation)
    ? { outcome: 'passed', subject: vm.name, why: `Azure allows to ${what}.` }
    : blocked(
        vm.name,
        `Azure does not allow to ${what} now (${item.stateAsAzureSays}).`,
        item.drillWaitsForCleanup ? `Clean its drill up first: drill-cleanup ${vm.name}` : `See: status ${vm.name}`,
      );

/** Azure lists neither among what it allows; it takes both of a machine that is protected and at rest. */
export const atRestCheck = ({ vm, item }: Replicated, what: string): Check => {
  const see = `See: status ${vm.name}`;
  if (item.runningJob) return blocked(vm.name, `Azure still works on it (${jobWords(item.runningJob.scenario)}).`, see);
  return standingOf(item).kind === 'protected'
    ? { outcome: 'passed', subject: vm.name, why: 'It is protected, and nothing is under way.' }
    : blocked(vm.name, `Azure does not allow to ${what} now (${item.stateAsAzureSays}).`, see);
};

const itemType =
  'Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems';

const calls: Readonly<Record<ProtectionChange['call'], { readonly path: string; readonly method: 'POST' | 'PATCH' }>> =
  {
    unprotect: { path: 'remove', method: 'POST' },
    resync: { path: 'repairReplication', method: 'POST' },
    updateAgent: { path: 'updateMobilityService', method: 'POST' },
    addDisks: { path: 'addDisks', method: 'POST' },
    removeDisks: { path: 'removeDisks', method: 'POST' },
    updateProtection: { path: '', method: 'PATCH' },
  };

const writeOf = ({ vmId }: ProtectedItem, change: ProtectionChange): Plan['writes'][number] => {
  const { path, method } = calls[change.call];
  const { itemId } = change;
  const body = changeBody(change);
  return {
    action: path ? `${itemType}/${path}/action` : `${itemType}/write`,
    resource: itemId,
    of: vmId,
    call: { method, ...(body !== undefined && { body }) },
    az: azRest(method.toLowerCase(), `${itemId}${path && `/${path}`}`, body),
  };
};

interface Changed {
  readonly title: string;
  readonly machines: readonly Replicated[];
  readonly changes: readonly ProtectionChange[];
  readonly lines: Plan['lines'];
  readonly consequences: readonly string[];
  readonly checks: readonly Check[];
  readonly next: ChangeOrder['next'];
  readonly danger?: Plan['danger'];
  readonly attached?: Plan['writes'];
}

/** A plan that changes machines that are replicated. */
export const changePlan = (changed: Changed): Plan => {
  const { title, machines, changes, checks, lines, consequences, next, danger, attached = [] } = changed;
  const itemOf = (id: string) => machines.find(({ item }) => item.id === id)?.item;
  return {
    title,
    lines,
    consequences,
    checks,
    facts: {
      decisive: {
        machines: machines.map(({ item }) => item.lifecycleId ?? item.id.toLowerCase()),
        changes: changes.map((each) => JSON.stringify(each)),
      },
      bounded: {},
      shown: {},
    },
    writes: [
      ...attached,
      ...changes.flatMap((each) => {
        const item = itemOf(each.itemId);
        return item ? [writeOf(item, each)] : [];
      }),
    ],
    vms: machines.length,
    ...(danger && { danger }),
    work: {
      workflow: 'change-protection',
      order: { changes: [...changes], next } satisfies ChangeOrder,
      locks: machines.map(({ item }) => ({ machine: item.vmId.toLowerCase(), kind: 'configure' as const })),
    },
  };
};

/** Each machine's id, name and vault, as every change carries them. */
export const common = ({ vm, item }: Replicated) => ({ machine: vm.name, itemId: item.id, vaultId: item.vaultId });
