import { z } from 'zod';
import type { Running, Step, Workflow } from '../../operations/workflow.ts';
import type { Schedule } from '../../ports/schedules.ts';
import { scheduleWishShape } from '../../schedules/schedule-shape.ts';
import type { Tools } from '../tools.ts';

const keepOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), wanted: scheduleWishShape }),
  z.object({ kind: z.literal('remove'), schedule: z.string() }),
]);

type KeepOrder = z.infer<typeof keepOrder>;

/** Adds a schedule to what the bot keeps, or takes one away. Nothing is sent to Azure. */
export const keepSchedule: Workflow<KeepOrder, Tools> = {
  name: 'keep-schedule',
  version: 1,
  readOrder: (order) => keepOrder.parse(order),
  steps: (order, running) => [order.kind === 'add' ? add(order.wanted, running) : remove(order.schedule)],
  closing: () => ({ sentences: [], next: [{ label: 'Show schedules', line: 'schedule list' }] }),
};

const done = { kind: 'done', at: 'schedules', resource: 'schedules', acceptedAt: '' } as const;

const kept = (
  isDone: (tools: Tools) => Promise<boolean>,
  evidence: string,
): Pick<Step<Tools>, 'dangerous' | 'look' | 'standing' | 'reconcile'> => ({
  dangerous: false,
  look: async (tools) => ((await isDone(tools)) ? { kind: 'done', evidence } : { kind: 'to-do' }),
  standing: async () => ({ state: 'succeeded', result: evidence }),
  reconcile: async (tools) => ((await isDone(tools)) ? { seen: 'done', evidence } : { seen: 'nothing' }),
});

/** Who agreed to the schedule agreed to each of its runs. */
const add = (wanted: z.infer<typeof scheduleWishShape>, { id, asker, approvers }: Running): Step<Tools> => {
  const schedule: Schedule = { ...wanted, id, addedBy: asker, approvers };
  return {
    name: 'add',
    title: `keep schedule ${id}`,
    ...kept(async (tools) => (await tools.kept.schedules.read(id)) !== undefined, `schedule ${id}`),
    act: async (tools) => {
      await tools.kept.schedules.add(schedule);
      return done;
    },
  };
};

const remove = (id: string): Step<Tools> => ({
  name: 'remove',
  title: `forget schedule ${id}`,
  ...kept(async (tools) => (await tools.kept.schedules.read(id)) === undefined, 'it is gone'),
  act: async (tools) => {
    await tools.kept.schedules.remove(id);
    return done;
  },
});
