import { z } from 'zod';
import type { Look, Step, Workflow } from '../../operations/workflow.ts';
import type { BegunCopy } from '../../ports/copy-records.ts';
import { waitsFor } from '../../protection/copies/snapshot-order.ts';
import { sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import type { Tools } from '../tools.ts';
import { arrival } from './copy-steps.ts';
import { snapshotsOf } from './snapshots-of.ts';

const copyOrder = z.object({
  vmId: z.string(),
  /** Orders of old do not say it. */
  machine: z.string().optional(),
  id: z.string(),
  name: z.string(),
  sourceId: z.string(),
  region: z.string(),
});

type SnapshotCopy = z.infer<typeof copyOrder>;

/** Copies a snapshot to another region, and follows it until all of it has arrived. */
export const copySnapshot: Workflow<SnapshotCopy, Tools> = {
  name: 'copy-snapshot',
  version: 1,
  readOrder: (order) => copyOrder.parse(order),
  steps: (order, { id }) => [
    beginCopy(order, id),
    {
      name: 'arrive',
      title: `all of ${order.name} arrives in ${regionTitle(order.region)}`,
      ...arrival(order.id, (at) => begun(order, id, at)),
    },
  ],
  closing: ({ machine }) => ({ sentences: [], next: snapshotsOf(machine) }),
};

const begun = (order: SnapshotCopy, operation: string, begunAt: Date): BegunCopy => ({
  copyId: order.id.toLowerCase(),
  kind: 'snapshot',
  name: order.name,
  sourceId: order.sourceId.toLowerCase(),
  region: order.region,
  place: `${subscriptionIn(order.id)}/${order.region}`.toLowerCase(),
  vmId: order.vmId.toLowerCase(),
  begunAt,
  operation,
});

const beginCopy = (order: SnapshotCopy, operation: string): Step<Tools> => {
  const { id, region, sourceId } = order;
  const isThere = async ({ readers }: Tools) => (await readers.copies.progress(id)).value !== undefined;
  return {
    name: 'begin-copy',
    title: `begin the copy of ${order.name} to ${regionTitle(region)}`,
    dangerous: false,
    look: async (tools) =>
      (await isThere(tools)) ? { kind: 'done', evidence: 'the copy is there' } : queued(order, tools),
    act: async ({ writers, kept }, sending) => {
      const token = await writers.copies.copySnapshot({ id, region, sourceId }, sending);
      await kept.copies.begin(begun(order, operation, new Date(token.acceptedAt)));
      return token;
    },
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'done', evidence: 'the copy is there' } : { seen: 'nothing' },
  };
};

const queueSeconds = 300;

/** One copy a disk at a time, and a hundred into a region. */
const queued = async ({ sourceId, region }: SnapshotCopy, { readers }: Tools): Promise<Look> => {
  const { value: all } = await readers.copies.snapshots('fresh');
  const source = all.find(({ id }) => sameId(id, sourceId));
  const why = source && waitsFor(source, region, all);
  return why ? { kind: 'not-yet', why, askAgainInSeconds: queueSeconds } : { kind: 'to-do' };
};
