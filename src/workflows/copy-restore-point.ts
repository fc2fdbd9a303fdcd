import { z } from 'zod';
import type { Step, Workflow } from '../operations/workflow.ts';
import type { RestorePoint } from '../ports/azure/copies.ts';
import type { OperationStanding } from '../ports/azure/write.ts';
import type { Tools } from './tools.ts';

const copyOrder = z.object({
  sourceId: z.string(),
  sourceCollectionId: z.string(),
  pointName: z.string(),
  /** Of the copy. */
  id: z.string(),
  collectionId: z.string(),
  region: z.string(),
  /** Keeps telling whose copy it is when the source is gone. */
  tags: z.record(z.string(), z.string()),
});

type CopyOrder = z.infer<typeof copyOrder>;

/** Copies a restore point to another region, and follows it until every disk has arrived. */
export const copyRestorePoint: Workflow<CopyOrder, Tools> = {
  name: 'copy-restore-point',
  version: 1,
  readOrder: (order) => copyOrder.parse(order),
  steps: (order) => [makeCollection(order), beginCopy(order), arrive(order)],
};

const makeCollection = (order: CopyOrder): Step<Tools> => ({
  name: 'make-collection',
  title: `have a collection in ${order.region}`,
  dangerous: false,
  look: async ({ readers }) => {
    const { value } = await readers.copies.collections('fresh');
    const there = value.some((each) => isSame(each.id, order.collectionId));
    return there ? { kind: 'done', evidence: 'it is there' } : { kind: 'to-do' };
  },
  act: ({ writers }, sending) =>
    writers.copies.createCollection(
      { id: order.collectionId, region: order.region, sourceId: order.sourceCollectionId, tags: order.tags },
      sending,
    ),
  standing: ({ writers }, token) => writers.copies.standing(token),
  reconcile: async ({ readers }) => {
    const { value } = await readers.copies.collections('fresh');
    const there = value.some((each) => isSame(each.id, order.collectionId));
    return there ? { seen: 'done', evidence: 'it is there' } : { seen: 'nothing' };
  },
});

const beginCopy = (order: CopyOrder): Step<Tools> => ({
  name: 'begin-copy',
  title: `begin the copy of ${order.pointName}`,
  dangerous: false,
  look: async (tools) =>
    (await copyOf(order, tools)) ? { kind: 'done', evidence: 'the copy is there' } : { kind: 'to-do' },
  act: ({ writers }, sending) => writers.copies.copyRestorePoint({ id: order.id, sourceId: order.sourceId }, sending),
  standing: ({ writers }, token) => writers.copies.standing(token),
  reconcile: async (tools) =>
    (await copyOf(order, tools)) ? { seen: 'done', evidence: 'the copy is there' } : { seen: 'nothing' },
});

/** Azure calls the copy's operation finished in seconds, while the data still travels for hours. */
const arrive = (order: CopyOrder): Step<Tools> => ({
  name: 'arrive',
  title: `every disk of ${order.pointName} arrives in ${order.region}`,
  dangerous: false,
  look: async () => ({
    kind: 'under-way',
    token: { kind: 'resource', at: order.id, resource: order.id, acceptedAt: '' },
  }),
  act: () => Promise.reject(new Error('Nothing is sent while a copy arrives.')),
  standing: async (tools) => arrival(order, await copyOf(order, tools)),
  reconcile: async () => ({ seen: 'nothing' }),
});

const lookAgainSeconds = 600;
const lookCloserSeconds = 60;

const arrival = (order: CopyOrder, copy: RestorePoint | undefined): OperationStanding => {
  const what = `copy ${order.pointName} to ${order.region}`;
  if (!copy) {
    return { state: 'failed', problem: { what, code: 'CopyGone', message: 'The copy is not there any more.' } };
  }
  if (copy.provisioning === 'failed' || copy.disks.some((disk) => disk.copyFailed)) {
    return {
      state: 'failed',
      problem: {
        what,
        code: 'CopyFailed',
        message: 'Azure says that the copy failed, and gives no details for failed copies.',
        possibleCauses:
          'The source point was deleted, or the subscription may not create snapshots in the target region.',
        recommendedAction: 'Make a fresh point and copy that: a second copy of the same point is refused.',
      },
    };
  }
  const percents = copy.disks.map((disk) => disk.percent ?? 0);
  const least = Math.min(100, ...percents);
  if (copy.disks.length > 0 && least === 100)
    return { state: 'succeeded', result: `all ${percents.length} disks at 100 %` };
  const average = percents.length > 0 ? Math.floor(percents.reduce((sum, each) => sum + each, 0) / percents.length) : 0;
  return { state: 'running', percent: average, askAgainInSeconds: average > 80 ? lookCloserSeconds : lookAgainSeconds };
};

const copyOf = async (order: CopyOrder, { readers }: Tools): Promise<RestorePoint | undefined> => {
  const { value } = await readers.copies.collections('fresh');
  if (!value.some((each) => isSame(each.id, order.collectionId))) return undefined;
  const points = await readers.copies.restorePoints(order.collectionId);
  if (!points.value.some((each) => isSame(each.id, order.id))) return undefined;
  return (await readers.copies.restorePoint(order.id)).value;
};

const isSame = (id: string, other: string): boolean => id.toLowerCase() === other.toLowerCase();
