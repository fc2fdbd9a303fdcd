import type { Step, Workflow } from '../../operations/workflow.ts';
import { type ChangeOrder, changeOrder, type ProtectionChange } from '../../plans/protect/change.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';
import { type Call, mannerOf } from './change-manners.ts';

/** Changes or ends the replication of machines: each in its own lane, one call after the other. */
export const changeProtection: Workflow<ChangeOrder, Tools> = {
  name: 'change-protection',
  version: 1,
  readOrder: (order) => changeOrder.parse(order),
  steps: ({ changes }) => {
    const several = new Set(changes.map(({ itemId }) => itemId)).size > 1;
    return changes.map((each) => stepOf(each, several ? nameIn(each.itemId) : ''));
  },
  closing: ({ changes, next }, running) => {
    const isDone = changes.every((each) => running.evidenceOf(nameOf(each)) !== undefined);
    return { sentences: [], next: isDone ? next : [] };
  },
};

const nameOf = ({ call, itemId }: ProtectionChange): string => `${call}-${nameIn(itemId)}`;

/** What Azure calls the job, while it runs. */
const scenarios: Readonly<Record<Call, string>> = {
  unprotect: 'DisableDr',
  resync: 'RepairReplication',
  updateAgent: 'UpdateMobilityService',
  addDisks: 'AddDisks',
  removeDisks: 'RemoveDisks',
  updateProtection: 'UpdateVmProperties',
};

const stepOf = (change: ProtectionChange, lane: string): Step<Tools> => {
  const manner = mannerOf(change);
  const { itemId } = change;
  return {
    lane,
    name: nameOf(change),
    title: manner.title(change),
    dangerous: false,
    look: async (tools) => {
      const item = await itemOf(change, tools);
      if (!item || manner.isDone(item, change)) return doneOrGone(change, item);
      if (item.runningJob?.scenario !== scenarios[change.call]) return { kind: 'to-do' };
      const token = { kind: 'recovery-job', at: item.runningJob.jobId, resource: itemId, acceptedAt: '' } as const;
      return { kind: 'under-way', token };
    },
    act: ({ writers }, sending) => manner.act(writers.recovery, change, sending),
    standing: ({ writers }, token) => writers.recovery.standing(token),
    reconcile: ({ writers }, sent) => writers.recovery.reconcile({ itemId, scenario: change.call, ...sent }),
  };
};

/** What is gone cannot be changed: Azure says so when it is asked. To be gone is what `unprotect` wants. */
const doneOrGone = ({ call, machine }: ProtectionChange, item: ProtectedItem | undefined) => {
  if (item) return { kind: 'done', evidence: `${machine} is like that already.` } as const;
  return call === 'unprotect'
    ? ({ kind: 'done', evidence: `${machine} is not replicated any more.` } as const)
    : ({ kind: 'to-do' } as const);
};

/** Lists leave some of it out; that there is none only they say without an error. */
const itemOf = async (
  { itemId, vaultId }: ProtectionChange,
  { readers }: Tools,
): Promise<ProtectedItem | undefined> => {
  const { value: items } = await readers.recovery.items('fresh', [vaultId]);
  return items.find(({ id }) => sameId(id, itemId));
};
