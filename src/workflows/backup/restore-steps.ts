import type { Step } from '../../operations/workflow.ts';
import type { RestoreOrder } from '../../ports/azure/backup.ts';
import type { Disk } from '../../ports/azure/estate.ts';
import type { OperationStanding } from '../../ports/azure/write.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, listed } from '../../views/words.ts';
import type { Tools } from '../tools.ts';

interface Restore {
  readonly order: RestoreOrder;
  readonly vaultId: string;
  readonly machine: string;
  readonly pointName: string;
}

/** Asks Azure Backup whether it would do it; nothing changes by that. */
export const validate = ({ order, pointName }: Restore): Step<Tools> => ({
  name: 'validate',
  title: `have Azure Backup check the restore from ${pointName}`,
  dangerous: false,
  look: async () => ({ kind: 'to-do' }),
  act: ({ writers }, sending) => writers.backup.validateRestore(order, sending),
  standing: ({ writers }, token) => writers.backup.standing(token),
  reconcile: async () => ({ seen: 'nothing' }),
});

export const restoreInRegion = ({ order, vaultId, machine, pointName }: Restore): Step<Tools> => ({
  name: 'restore',
  title: `restore ${machine} from ${pointName}`,
  dangerous: true,
  look: async () => ({ kind: 'to-do' }),
  act: ({ writers }, sending) => writers.backup.restore(order, sending),
  standing: ({ writers }, token) => writers.backup.standing(token),
  reconcile: ({ writers }, { requestId, sentAt }) =>
    writers.backup.reconcile({ call: 'restore', vaultId, vmId: order.vmId, requestId, sentAt }),
});

export const restoreFromSecondary = ({ order, vaultId, machine, pointName }: Restore): Step<Tools> => ({
  name: 'restore',
  title: `restore ${machine} in ${regionTitle(order.region)} from ${pointName}`,
  dangerous: true,
  look: async () => ({ kind: 'to-do' }),
  act: ({ writers }, sending) =>
    writers.backup.restoreInSecondary({ ...order, secondaryRegion: order.region }, sending),
  standing: async ({ writers }, token) => slowly(await writers.backup.standing(token)),
  reconcile: ({ writers }, { requestId, sentAt }) =>
    writers.backup.reconcile({
      ...{ call: 'restoreInSecondary', vaultId, vmId: order.vmId, secondaryRegion: order.region },
      ...{ requestId, sentAt },
    }),
});

const slowestSeconds = 180;

/** Its jobs are read by POST, which costs the subscription's writes just when everybody needs them. */
const slowly = (standing: OperationStanding): OperationStanding =>
  standing.state === 'running' && standing.job !== undefined
    ? { ...standing, askAgainInSeconds: Math.max(standing.askAgainInSeconds, slowestSeconds) }
    : standing;

/** What has come of it: Azure Backup begins the names of disks with that of their machine. */
export const seeDisks = (groupId: string, named: string, startedAt: Date): Step<Tools> => ({
  name: 'see-disks',
  title: `see what is in ${nameIn(groupId)}`,
  dangerous: false,
  look: async ({ readers }) => {
    const { value: disks } = await readers.estate.disksIn(groupId);
    const made = disksSince(disks, startedAt).filter(({ name }) => name.toLowerCase().startsWith(named.toLowerCase()));
    if (made.length === 0) return { kind: 'done', evidence: `Azure lists no new disk in ${nameIn(groupId)} yet` };
    const names = made.map(({ name, sizeGb }) => `${name} (${sizeGb} GB)`);
    return { kind: 'done', evidence: `${counted(made.length, 'disk')}: ${listed(names)}` };
  },
  act: () => Promise.reject(new Error('Nothing is sent to see what there is.')),
  standing: async () => ({ state: 'succeeded' }),
  reconcile: async () => ({ seen: 'nothing' }),
});

/** The clocks of Azure and of this machine differ. */
const clockDifferenceMs = 5 * 60_000;

export const disksSince = (disks: readonly Disk[], since: Date): readonly Disk[] =>
  disks.filter(({ createdAt }) => createdAt && createdAt.getTime() > since.getTime() - clockDifferenceMs);
