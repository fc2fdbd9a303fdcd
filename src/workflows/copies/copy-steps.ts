import { z } from 'zod';
import type { Look, Step } from '../../operations/workflow.ts';
import { hourMs, mostCopiesAnHour } from '../../plans/copies/copy-checks.ts';
import type { CollectionOrder } from '../../ports/azure/copies.ts';
import type { OperationStanding } from '../../ports/azure/write.ts';
import type { BegunCopy } from '../../ports/copy-records.ts';
import { followCopy } from '../../protection/copies/follow.ts';
import { type CopyStanding, nextLookSeconds } from '../../protection/copies/standing.ts';
import { arrivedWords, copyDetail, copyProblem } from '../../views/copy-words.ts';
import { regionTitle } from '../../views/region-title.ts';
import { clockTime } from '../../views/words.ts';
import type { Tools } from '../tools.ts';

/** Where the copies of one machine's collection go in one region. */
export const regionShape = z.object({
  sourceCollectionId: z.string(),
  collectionId: z.string(),
  region: z.string(),
  /** Keeps telling whose copies they are when the source is gone. */
  tags: z.record(z.string(), z.string()),
});

/** One copy of one point, as the order of its operation describes it. */
interface CopyWork extends z.infer<typeof regionShape> {
  readonly vmId: string;
  readonly pointName: string;
  readonly operation: string;
}

interface Place {
  readonly lane?: string;
  readonly stage?: number;
}

/** Makes the target collection, begins the copy and follows it; `suffix` tells the steps of several copies apart. */
export const copySteps = (work: CopyWork, suffix = '', place: Place = {}): readonly Step<Tools>[] => [
  {
    ...makeCollection({
      id: work.collectionId,
      region: work.region,
      sourceId: work.sourceCollectionId,
      tags: work.tags,
    }),
    name: `make-collection${suffix}`,
    ...place,
  },
  { ...beginCopy(work), name: `begin-copy${suffix}`, ...place },
  { ...arrive(work), name: `arrive${suffix}`, ...place },
];

export const makeCollection = (order: CollectionOrder): Step<Tools> => {
  const isThere = async ({ readers }: Tools) => (await readers.copies.collection(order.id)).value !== undefined;
  return {
    name: 'make-collection',
    title: `prepare a collection in ${regionTitle(order.region)}`,
    dangerous: false,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'done', evidence: 'it is there' } : { kind: 'to-do' }),
    act: ({ writers }, sending) => writers.copies.createCollection(order, sending),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'done', evidence: 'it is there' } : { seen: 'nothing' },
  };
};

const copyId = ({ collectionId, pointName }: CopyWork): string => `${collectionId}/restorePoints/${pointName}`;
const sourceId = ({ sourceCollectionId, pointName }: CopyWork): string =>
  `${sourceCollectionId}/restorePoints/${pointName}`;

const beginCopy = (work: CopyWork): Step<Tools> => {
  const isThere = async ({ readers }: Tools) => (await readers.copies.progress(copyId(work))).value !== undefined;
  return {
    name: 'begin-copy',
    title: `begin the copy of ${work.pointName} to ${regionTitle(work.region)}`,
    dangerous: false,
    look: (tools) => lookAtCopy(work, tools),
    act: async ({ writers, kept }, sending) => {
      const token = await writers.copies.copyRestorePoint({ id: copyId(work), sourceId: sourceId(work) }, sending);
      await kept.copies.begin(begun(work, new Date(token.acceptedAt)));
      return token;
    },
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'done', evidence: 'the copy is there' } : { seen: 'nothing' },
  };
};

/** Azure takes so many an hour into one collection; those of others it counts as well, and then it says so itself. */
const lookAtCopy = async (work: CopyWork, { readers, kept }: Tools): Promise<Look> => {
  const { value, readAt } = await readers.copies.progress(copyId(work));
  if (value) return { kind: 'done', evidence: 'the copy is there' };
  const recent = await kept.copies.begunInto(work.collectionId.toLowerCase(), new Date(readAt.getTime() - hourMs));
  const first = recent.at(-mostCopiesAnHour);
  if (!first) return { kind: 'to-do' };
  const free = new Date(first.begunAt.getTime() + hourMs);
  const why = `${regionTitle(work.region)} takes ${mostCopiesAnHour} copies an hour into one collection: this one begins at ${clockTime(free)}`;
  return { kind: 'not-yet', why, askAgainInSeconds: Math.ceil((free.getTime() - readAt.getTime()) / 1000) + 1 };
};

const begun = (work: CopyWork, begunAt: Date): BegunCopy => ({
  copyId: copyId(work).toLowerCase(),
  kind: 'restore-point',
  name: work.pointName,
  sourceId: sourceId(work).toLowerCase(),
  region: work.region,
  place: work.collectionId.toLowerCase(),
  vmId: work.vmId.toLowerCase(),
  begunAt,
  operation: work.operation,
});

/** Azure calls the copy's operation finished in seconds, while the data still travels for hours. */
const arrive = (work: CopyWork): Step<Tools> => ({
  name: 'arrive',
  title: `every disk of ${work.pointName} arrives in ${regionTitle(work.region)}`,
  ...arrival(copyId(work), (at) => begun(work, at)),
});

/** Nothing is sent: a copy is followed until it has arrived. */
export const arrival = (id: string, copy: (at: Date) => BegunCopy): Omit<Step<Tools>, 'name' | 'title'> => ({
  dangerous: false,
  look: async ({ readers }) => {
    const { readAt } = await readers.copies.progress(id);
    return {
      kind: 'under-way',
      token: { kind: 'resource', at: id, resource: id, acceptedAt: readAt.toISOString() },
    };
  },
  act: () => Promise.reject(new Error('Nothing is sent while a copy arrives.')),
  standing: async ({ readers, kept }, { acceptedAt }) =>
    asStanding(await followCopy(copy(new Date(acceptedAt)), readers, kept)),
  reconcile: async () => ({ seen: 'nothing' }),
});

const asStanding = (standing: CopyStanding): OperationStanding => {
  switch (standing.state) {
    case 'arrived':
      return { state: 'succeeded', result: arrivedWords(standing) };
    case 'failed':
    case 'gone':
      return { state: 'failed', problem: copyProblem(standing) };
    case 'arriving': {
      const { percent } = standing;
      return {
        state: 'running',
        percent,
        detail: copyDetail(standing),
        askAgainInSeconds: nextLookSeconds(standing),
      };
    }
  }
};
