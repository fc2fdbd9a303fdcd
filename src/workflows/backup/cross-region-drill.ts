import { z } from 'zod';
import type { Running, Step, Workflow } from '../../operations/workflow.ts';
import type { Disk } from '../../ports/azure/estate.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { counted, listed } from '../../views/words.ts';
import { makeGroup } from '../make-group.ts';
import type { Tools } from '../tools.ts';
import { asRestoreOrder, restoreOrder } from './restore-order.ts';
import { disksSince, restoreFromSecondary } from './restore-steps.ts';

const drillOrder = restoreOrder
  .omit({ secondary: true, zone: true, newMachine: true })
  .extend({ disks: z.number().int().min(1).max(100) });

type DrillOrder = z.infer<typeof drillOrder>;

/** Restores a machine's disks in the paired region, counts them, and deletes them again. */
export const crossRegionDrill: Workflow<DrillOrder, Tools> = {
  name: 'cross-region-drill',
  version: 1,
  readOrder: (order) => drillOrder.parse(order),
  steps: (order, running) => {
    const { group, region, vaultId, machine, pointName, disks } = order;
    const restore = { order: asRestoreOrder({ ...order, secondary: true }), vaultId, machine, pointName };
    return [
      ...(group.isNew ? [makeGroup({ id: group.id, region })] : []),
      restoreFromSecondary(restore),
      count(order, running.startedAt),
      ...Array.from({ length: disks }, (_, at) => removeOne(order, at + 1, running.startedAt)),
      judge(order, running),
    ];
  },
};

const madeIn = async ({ group }: DrillOrder, startedAt: Date, { readers }: Tools): Promise<readonly Disk[]> =>
  disksSince((await readers.estate.disksIn(group.id)).value, startedAt);

const complete = 'all';

/** What came is remembered here, because it is deleted next. */
const count = (order: DrillOrder, startedAt: Date): Step<Tools> => ({
  name: 'count',
  title: `count what came of ${counted(order.disks, 'disk')}`,
  dangerous: false,
  look: async (tools) => {
    const made = await madeIn(order, startedAt, tools);
    const names = made.map(({ name, sizeGb }) => `${name} (${sizeGb} GB)`);
    const which = made.length >= order.disks ? complete : 'not all';
    return { kind: 'done', evidence: `${which} of ${counted(order.disks, 'disk')}: ${listed(names) || 'none'}` };
  },
  ...sendsNothing(),
});

/** Which disks came is known only by then: each of these steps deletes one that is left. */
const removeOne = (order: DrillOrder, number: number, startedAt: Date): Step<Tools> => ({
  name: `remove-${number}`,
  title: `delete restored disk ${number} of ${order.disks}`,
  dangerous: false,
  look: async (tools) =>
    (await madeIn(order, startedAt, tools)).length <= order.disks - number
      ? { kind: 'done', evidence: 'it is gone' }
      : { kind: 'to-do' },
  act: async (tools, sending) => {
    const [first] = (await madeIn(order, startedAt, tools)).toSorted((a, b) => a.name.localeCompare(b.name));
    const id = first?.id ?? order.group.id;
    if (!first) return { kind: 'done', at: id, resource: id, acceptedAt: startedAt.toISOString() };
    return tools.writers.copies.deleteDisk({ id }, sending);
  },
  standing: ({ writers }, token) => writers.copies.standing(token),
  reconcile: async () => ({ seen: 'nothing' }),
});

/** After the cleanup, so that a drill that proved nothing leaves nothing behind either. */
const judge = ({ machine, group }: DrillOrder, { evidenceOf }: Running): Step<Tools> => ({
  name: 'judge',
  title: `say whether ${machine} could be restored there`,
  dangerous: false,
  look: async () => {
    const counted = evidenceOf('count') ?? '';
    if (counted.startsWith(complete)) return { kind: 'done', evidence: counted };
    return { kind: 'under-way', token: { kind: 'resource', at: group.id, resource: group.id, acceptedAt: '' } };
  },
  ...sendsNothing(),
  standing: async () => ({
    state: 'failed',
    problem: {
      what: `drill ${machine} by Cross Region Restore`,
      code: 'DrillIncomplete',
      message: `Azure called the restore successful, and these came into ${nameIn(group.id)}: ${evidenceOf('count') ?? 'nothing'}.`,
      recommendedAction: 'Look at the job in the Azure portal, and do not count on this copy until a drill succeeds.',
    },
  }),
});

/** For steps that only look. */
function sendsNothing(): Pick<Step<Tools>, 'act' | 'standing' | 'reconcile'> {
  return {
    act: () => Promise.reject(new Error('This step sends nothing.')),
    standing: async () => ({ state: 'succeeded' }),
    reconcile: async () => ({ seen: 'nothing' }),
  };
}
