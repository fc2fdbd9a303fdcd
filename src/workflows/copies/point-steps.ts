import { z } from 'zod';
import type { Look, Running, Step } from '../../operations/workflow.ts';
import { freeAgain } from '../../plans/copies/create-checks.ts';
import type { OperationToken } from '../../ports/azure/write.ts';
import { type MachinePoints, readMachinePoints } from '../../protection/copies/machine-points.ts';
import { clockTime, counted } from '../../views/words.ts';
import type { Tools } from '../tools.ts';
import { copySteps, makeCollection, regionShape } from './copy-steps.ts';

export const pointShape = z.object({
  vmId: z.string(),
  machine: z.string(),
  collection: z.object({ id: z.string(), region: z.string(), sourceId: z.string() }),
  consistency: z.enum(['crash', 'application']),
  excludeDiskIds: z.array(z.string()),
  copyTo: z.array(regionShape),
});

export type PointOrder = z.infer<typeof pointShape>;

/** `dr-1042-20261120-1405`: of one operation alone, and people see when it was made. */
export const pointNameOf = ({ id, startedAt }: Running): string => {
  const time = startedAt.toISOString().replaceAll(/[-:]/gu, '').replace('T', '-').slice(0, 13);
  return `${id.toLowerCase()}-${time}`;
};

/** Makes one point of one machine; `of` tells the steps of several machines apart. */
export const pointSteps = (order: PointOrder, name: string, of = ''): readonly Step<Tools>[] => [
  { ...makeCollection(order.collection), name: `make-source-collection${of}` },
  { ...createPoint(order, name), name: `create-point${of}` },
];

/** The copies of that point, side by side. */
export const copiesOfPoint = (order: PointOrder, running: Running): readonly Step<Tools>[] =>
  order.copyTo.flatMap((region) =>
    copySteps(
      { ...region, vmId: order.vmId, pointName: pointNameOf(running), operation: running.id },
      `-${region.region}`,
      { lane: region.region, stage: 1 },
    ),
  );

const createPoint = (order: PointOrder, name: string): Step<Tools> => {
  const id = `${order.collection.id}/restorePoints/${name}`;
  return {
    name: 'create-point',
    title: `make restore point ${name} of ${order.machine}`,
    dangerous: false,
    look: (tools) => lookAtPoint(order, id, tools),
    act: ({ writers }, sending) =>
      writers.copies.createRestorePoint(
        { id, consistency: order.consistency, excludeDiskIds: order.excludeDiskIds },
        sending,
      ),
    standing: (tools, token) => pointStanding(id, token, tools),
    reconcile: async ({ readers }) => {
      const { value, readAt } = await readers.copies.progress(id);
      return value ? { seen: 'under-way', token: resourceToken(id, readAt) } : { seen: 'nothing' };
    },
  };
};

const resourceToken = (id: string, at: Date): OperationToken => ({
  kind: 'resource',
  at: id,
  resource: id,
  acceptedAt: at.toISOString(),
});

/** One at a time, and so many an hour: what Azure would refuse waits here, and says until when. */
const lookAtPoint = async (order: PointOrder, id: string, { readers }: Tools): Promise<Look> => {
  const { value, readAt } = await readers.copies.progress(id);
  if (value) return { kind: 'under-way', token: resourceToken(id, readAt) };
  const machine = { kind: 'vm', name: order.machine, where: '', resources: [order.vmId] } as const;
  const all = await readMachinePoints(machine, readers.copies);
  return waitsFor(all, order.consistency) ?? { kind: 'to-do' };
};

const busySeconds = 15;

const waitsFor = (all: MachinePoints, consistency: PointOrder['consistency']): Look | undefined => {
  const creating = all.points.find(({ point }) => !point.copyOf && point.provisioning === 'creating');
  if (creating) {
    const why = `Azure makes one point of a VM at a time: ${creating.point.name} is being made`;
    return { kind: 'not-yet', why, askAgainInSeconds: busySeconds };
  }
  const free = freeAgain(all.points, consistency, all.readAt);
  if (!free) return undefined;
  const why = `Azure makes three such points of a VM an hour: this one begins at ${clockTime(free)}`;
  return {
    kind: 'not-yet',
    why,
    askAgainInSeconds: Math.ceil((free.getTime() - all.readAt.getTime()) / 1000) + 1,
  };
};

const consistencyWords = {
  crash: 'crash-consistent',
  application: 'application-consistent',
  'file-system': 'file-system-consistent',
  unknown: 'of a consistency that Azure does not tell',
} as const;

/** What was asked for is not always what the machine could give. */
const pointStanding = async (id: string, token: OperationToken, { readers, writers }: Tools) => {
  const standing = await writers.copies.standing(token);
  if (standing.state !== 'succeeded') return standing;
  const { value } = await readers.copies.restorePoint(id);
  return {
    state: 'succeeded',
    result: `${consistencyWords[value.consistency]}, ${counted(value.disks.length, 'disk')}`,
  } as const;
};
