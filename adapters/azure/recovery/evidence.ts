import { AzureRefused } from '../../../src/errors/azure.ts';
import type { ProtectedItem, RecoveryCall } from '../../../src/ports/azure/recovery.ts';
import type { Reconciled } from '../../../src/ports/azure/write.ts';
import type { Core } from '../core/core.ts';
import { isSameId, nameOf } from '../core/ids.ts';
import { problemOf } from '../core/problems.ts';
import { askRaw } from '../core/raw.ts';
import { itemShape } from './item.ts';
import { readListing } from './listing.ts';
import { itemsIn } from './lists.ts';
import type { ReconcileOrder } from './reconcile.ts';
import { vaultOf } from './spelling.ts';

interface Target {
  readonly exists: boolean;
  /** Where it is an item. */
  readonly item?: ProtectedItem;
}

/** The thing itself, of whatever kind; that there is none is an answer. */
export const whatIs = async (core: Core, id: string): Promise<Target> => {
  const { value } = await core.read.one({
    what: `look at ${nameOf(id)}`,
    key: `anything ${id.toLowerCase()}`,
    how: 'fresh',
    ask: async (clients): Promise<Target> => {
      const answer = await askRaw(clients, core.resourceManager, { path: `${id}?api-version=2023-06-01` });
      if (answer.status === 404) return { exists: false };
      if (answer.status >= 300) throw new AzureRefused(problemOf(`look at ${nameOf(id)}`, answer));
      const item = itemShape('get').safeParse(JSON.parse(answer.body));
      return { exists: true, item: item.success ? item.data : undefined };
    },
  });
  return value;
};

type Proof = (item: ProtectedItem, sentAt: Date) => boolean;

/** What only the call, or the same by somebody else, can have brought about. Of the other calls the state says nothing. */
const proofs: Partial<Record<RecoveryCall, Proof>> = {
  failover: (item, sentAt) => item.activeLocation === 'target' && (item.lastFailoverAt ?? 0) >= sentAt,
  drill: (item) => item.drillWaitsForCleanup,
  cleanUpDrill: (item) => isAtRest(item) && !item.drillWaitsForCleanup,
  commit: (item) => isAtRest(item) && item.activeLocation === 'target' && !item.allowed.includes('Commit'),
  cancelFailover: (item) => item.activeLocation === 'source' && item.allowed.includes('UnplannedFailover'),
};

const isAtRest = ({ runningJob, allowed }: ProtectedItem): boolean => runningJob === undefined && allowed.length > 0;

const creations: readonly RecoveryCall[] = [
  'protect',
  'createFabric',
  'createContainer',
  'mapContainers',
  'mapNetworks',
  'createPolicy',
  'createPlan',
];

const deletions: readonly RecoveryCall[] = ['unprotect', 'deletePlan'];

export const evidenceOf = async (core: Core, order: ReconcileOrder, { exists, item }: Target): Promise<Reconciled> => {
  const { itemId, scenario, sentAt } = order;
  if (item !== undefined && proofs[scenario]?.(item, sentAt)) {
    return { seen: 'done', evidence: `${item.vmName} is in the state ${item.stateAsAzureSays}.` };
  }
  if (exists && creations.includes(scenario)) return { seen: 'done', evidence: `${nameOf(itemId)} is there.` };
  if (!exists && deletions.includes(scenario)) return { seen: 'done', evidence: `${nameOf(itemId)} is gone.` };
  return scenario === 'reprotect' && !exists ? hasMoved(core, itemId) : { seen: 'nothing' };
};

/** After a reprotection the item lies in the other container, by the same name. */
const hasMoved = async (core: Core, itemId: string): Promise<Reconciled> => {
  const { value: items } = await readListing(core, vaultOf(itemId), 'fresh', itemsIn(vaultOf(itemId)));
  const moved = items.find(({ id, name }) => !isSameId(id, itemId) && isSameId(name, nameOf(itemId)));
  if (moved === undefined) return { seen: 'nothing' };
  return { seen: 'done', evidence: `${moved.vmName} is now replicated from ${moved.sourceRegion}.` };
};
