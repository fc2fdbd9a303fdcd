import { z } from 'zod';
import type { Running, Step, Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { pointNameOf } from './point-steps.ts';
import { snapshotsOf } from './snapshots-of.ts';

const snapshotsOrder = z.object({
  groupId: z.string(),
  /** Orders of old do not say it. */
  machine: z.string().optional(),
  region: z.string(),
  incremental: z.boolean(),
  disks: z.array(z.object({ id: z.string(), name: z.string() })),
});

type SnapshotsOrder = z.infer<typeof snapshotsOrder>;

/** Makes a snapshot of each disk, side by side so that they are of nearly one moment. */
export const createSnapshots: Workflow<SnapshotsOrder, Tools> = {
  name: 'create-snapshots',
  version: 1,
  readOrder: (order) => snapshotsOrder.parse(order),
  steps: (order, running) => order.disks.map((disk) => createSnapshot(order, disk, running)),
  closing: ({ machine }) => ({ sentences: [], next: snapshotsOf(machine) }),
};

/** Azure's names end after 80 letters. */
const mostOfDisk = 50;

const createSnapshot = (
  { groupId, region, incremental }: SnapshotsOrder,
  disk: SnapshotsOrder['disks'][number],
  running: Running,
): Step<Tools> => {
  const name = `${disk.name.slice(0, mostOfDisk)}-${pointNameOf(running)}`;
  const id = `${groupId}/providers/Microsoft.Compute/snapshots/${name}`;
  const isThere = async ({ readers }: Tools) => (await readers.copies.progress(id)).value !== undefined;
  return {
    name: `snapshot-${disk.name}`,
    title: `make snapshot ${name}`,
    dangerous: false,
    lane: disk.name,
    look: async (tools) => ((await isThere(tools)) ? { kind: 'done', evidence: 'it is there' } : { kind: 'to-do' }),
    act: ({ writers }, sending) => writers.copies.createSnapshot({ id, region, diskId: disk.id, incremental }, sending),
    standing: ({ writers }, token) => writers.copies.standing(token),
    reconcile: async (tools) =>
      (await isThere(tools)) ? { seen: 'done', evidence: 'it is there' } : { seen: 'nothing' },
  };
};
