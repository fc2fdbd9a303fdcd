import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import type { Schedule } from '../../ports/schedules.ts';
import { inWords } from '../../views/words.ts';
import type { Plan } from '../plan.ts';
import { refusedPlan } from '../refused-plan.ts';
import { type ScheduleWish, scheduledMachines } from './scheduled-machines.ts';

interface Wanted extends Omit<ScheduleWish, 'copyTo'> {
  readonly everySeconds: number;
  readonly copyTo: readonly Target[];
}

const fewestAnHour = 1200;

/** What making restore points again and again would do. */
export const planAddSchedule = async (wanted: Wanted, context: PlanContext): Promise<Plan> => {
  const { target, everySeconds, keep, consistency } = wanted;
  const copyTo = wanted.copyTo.map(({ name }) => name);
  const machines = await scheduledMachines({ ...wanted, copyTo }, context);
  const every = inWords(everySeconds);
  return {
    title: `make restore points of ${target.name} every ${every}, and keep ${keep}`,
    lines: machines.found.map(({ facts }) => ({
      title: facts.vm.name,
      detail: `every ${every}, the newest ${keep} stay${copyTo.length > 0 ? `, copied to ${copyTo.join(', ')}` : ''}`,
    })),
    consequences: [
      'Older points of this schedule are removed without asking again. What a copy on its way or the next increment needs stays: the oldest, which holds everything, and the last one copied.',
      'Each run is an operation of its own, by the roles of whoever asked for it. None ever keeps a failover waiting.',
    ],
    checks: [
      ...machines.checks,
      ...(everySeconds < fewestAnHour
        ? [
            {
              outcome: 'block',
              subject: '--every',
              why: 'Azure makes three points of a VM an hour, so 20m is the shortest.',
            } as const,
          ]
        : []),
    ],
    facts: {
      decisive: {
        target: target.name,
        vms: machines.found.map(({ facts }) => facts.vm.id.toLowerCase()),
        every,
        keep: String(keep),
        to: copyTo,
        consistency,
      },
      bounded: {},
      shown: {},
    },
    writes: machines.writes,
    vms: machines.found.length,
    work: {
      workflow: 'keep-schedule',
      order: {
        kind: 'add',
        wanted: { target, everySeconds, keep, copyTo, consistency, channel: context.asker.channel },
      },
      locks: [],
    },
  };
};

/** The line names a number: whose machines they are, the schedule says. */
const aboutOf = ({ target }: Schedule): Plan['about'] => ({
  access: { level: 'contributor', area: 'copies' },
  targets: [target],
});

const noSchedule = (verb: string, id: string): Plan =>
  refusedPlan({
    title: `${verb} schedule ${id}`,
    subject: id,
    why: 'there is no such schedule.',
    fix: 'Type: schedule list',
  });

export const planRemoveSchedule = async (id: string, { kept }: PlanContext): Promise<Plan> => {
  const schedule = await kept.schedules.read(id);
  if (!schedule) return noSchedule('remove', id);
  return {
    title: `remove schedule ${id}: ${describe(schedule)}`,
    lines: [{ title: id, detail: describe(schedule) }],
    consequences: ['No further points are made. Those that are there stay, and are not removed any more.'],
    checks: [{ outcome: 'passed', subject: id, why: 'it is there.' }],
    facts: { decisive: { schedule: id }, bounded: {}, shown: {} },
    writes: [],
    vms: schedule.target.resources.length,
    about: aboutOf(schedule),
    work: { workflow: 'keep-schedule', order: { kind: 'remove', schedule: id }, locks: [] },
  };
};

/** One run of a schedule, now. */
export const planRunSchedule = async (id: string, context: PlanContext): Promise<Plan> => {
  const schedule = await context.kept.schedules.read(id);
  if (!schedule) return noSchedule('run', id);
  const { found, writes, checks } = await scheduledMachines(schedule, context);
  return {
    title: `run schedule ${id}: ${describe(schedule)}`,
    lines: found.map(({ facts }) => ({
      title: facts.vm.name,
      detail: `a point, and the newest ${schedule.keep} stay`,
    })),
    consequences: ['Nothing is stopped. Points of this schedule beyond those are removed.'],
    checks,
    facts: {
      decisive: {
        schedule: id,
        vms: found.map(({ facts }) => facts.vm.id.toLowerCase()),
        keep: String(schedule.keep),
        to: schedule.copyTo,
        consistency: schedule.consistency,
      },
      bounded: {},
      shown: {},
    },
    writes,
    vms: found.length,
    about: aboutOf(schedule),
    work: {
      workflow: 'run-schedule',
      order: { schedule: id, keep: schedule.keep, machines: found.map(({ order }) => order) },
      locks: found.map(({ facts }) => ({ machine: facts.vm.id.toLowerCase(), kind: 'copy' })),
    },
  };
};

const describe = ({ target, everySeconds, keep, copyTo }: Schedule): string =>
  `restore points of ${target.name} every ${inWords(everySeconds)}, ${keep} kept${copyTo.length > 0 ? `, copied to ${copyTo.join(', ')}` : ''}`;
