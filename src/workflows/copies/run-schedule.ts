import { z } from 'zod';
import type { Running, Step, Workflow } from '../../operations/workflow.ts';
import { readMachinePoints } from '../../protection/copies/machine-points.ts';
import { prunable } from '../../protection/copies/prunable.ts';
import { counted } from '../../views/words.ts';
import type { Tools } from '../tools.ts';
import { copySteps } from './copy-steps.ts';
import { type PointOrder, pointNameOf, pointShape, pointSteps } from './point-steps.ts';

const runOrder = z.object({ schedule: z.string(), keep: z.number(), machines: z.array(pointShape) });

type RunOrder = z.infer<typeof runOrder>;

/** One run of a schedule: a point of each machine, its copies, and what is too old goes. */
export const runSchedule: Workflow<RunOrder, Tools> = {
  name: 'run-schedule',
  version: 1,
  readOrder: (order) => runOrder.parse(order),
  steps: (order, running) => order.machines.flatMap((machine, at) => stepsOf(order, machine, running, `-${at + 1}`)),
};

/** How the names of a schedule's points begin: nothing else is ever removed by it. */
const prefixOf = ({ schedule }: RunOrder): string => `${schedule.toLowerCase()}-by-`;

/** Copies are begun and followed only after the old ones went, so that days of travelling keep no room. */
const stepsOf = (order: RunOrder, machine: PointOrder, running: Running, of: string): readonly Step<Tools>[] => {
  const pointName = `${prefixOf(order)}${pointNameOf(running)}`;
  const lane = machine.machine;
  const copies = machine.copyTo.map((region) =>
    copySteps({ ...region, vmId: machine.vmId, pointName, operation: running.id }, `${of}-${region.region}`, { lane }),
  );
  const begun = copies.flatMap((steps) => steps.slice(0, -1));
  const arriving = copies.flatMap((steps) => steps.slice(-1));
  const made = pointSteps(machine, pointName, of).map((step) => ({ ...step, lane }));
  return [...made, ...begun, { ...prune(order, machine), name: `prune${of}`, lane }, ...arriving];
};

/** A backlog goes over several runs. */
const mostAtOnce = 5;

const prune = (order: RunOrder, { vmId, machine }: PointOrder): Step<Tools> => {
  const old = async ({ readers }: Tools) => {
    const target = { kind: 'vm', name: machine, where: '', resources: [vmId] } as const;
    const all = await readMachinePoints(target, readers.copies);
    // What cannot be seen may be what the rest is told from.
    if (all.missing.length > 0) return [];
    const found = await prunable(all, { prefix: prefixOf(order), keep: order.keep }, readers.copies);
    return found.slice(0, mostAtOnce);
  };
  return {
    name: 'prune',
    title: `remove what is older than the newest ${order.keep} of ${machine}`,
    dangerous: false,
    look: async (tools) => {
      const found = await old(tools);
      return found.length > 0 ? { kind: 'to-do' } : { kind: 'done', evidence: 'nothing is too old' };
    },
    act: async (tools, sending) => {
      const found = await old(tools);
      let last = { kind: 'done', at: vmId, resource: vmId, acceptedAt: '' } as Awaited<ReturnType<Step<Tools>['act']>>;
      for (const { point } of found) last = await tools.writers.copies.deleteRestorePoint({ id: point.id }, sending);
      return last;
    },
    standing: async ({ writers }, token) =>
      token.kind === 'done' && token.deletes !== true
        ? { state: 'succeeded', result: 'nothing is too old' }
        : writers.copies.standing(token),
    reconcile: async (tools) => {
      const found = await old(tools);
      return found.length > 0
        ? { seen: 'nothing' }
        : { seen: 'done', evidence: `${counted(order.keep, 'point')} and what the next one needs are left` };
    },
  };
};
