import { aboutOf } from '../approvals/about.ts';
import type { PlannerParts } from '../approvals/re-plan.ts';
import type { Asker } from '../definitions/command.ts';
import { judge, planFor } from '../dispatch/judge.ts';
import type { Message } from '../messages/message.ts';
import { createUnderWay } from '../operations/under-way.ts';
import { canonicalLine, understand } from '../parser/parse.ts';
import type { Plan } from '../plans/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChangeDesk } from '../ports/change-desk.ts';
import type { Schedule } from '../ports/schedules.ts';
import { scheduleDidNotRun } from '../views/schedules.ts';

interface RunnerParts extends PlannerParts {
  readonly desk: ChangeDesk;
  /** Says it where the schedule was asked for. */
  readonly tell: (schedule: Schedule, message: Message) => Promise<void>;
}

/**
 * One run: the command that a person would give, given as the one who added the schedule, with the consent of those who
 * agreed to it then. Roles, names and limits are those of now.
 */
export const createScheduleRunner =
  (parts: RunnerParts) =>
  async (schedule: Schedule): Promise<void> => {
    const why = await run(parts, schedule);
    if (why) await parts.tell(schedule, scheduleDidNotRun(schedule, why));
  };

/** Why it could not; undefined: it has begun, or waits where everybody sees it. */
const run = async (parts: RunnerParts, schedule: Schedule): Promise<string | undefined> => {
  const policy = await parts.policyFor([schedule.addedBy.person], 'fresh');
  const command = parts.catalog.find('schedule run');
  const asker = askerOf(schedule, policy);
  if (command?.kind !== 'change') return 'there is no command for it here.';
  if (!asker) return `the policy knows no ${schedule.addedBy.name} any more, who added it.`;
  const typed = { schedule: schedule.id };
  const parsed = understand(command, typed);
  if (parsed.kind !== 'command') return 'its command means something else by now.';
  const judged = await judge(parsed, asker, { names: parts.names, policy });
  if (judged.kind !== 'allowed') return `${schedule.addedBy.name}, who added it, may not run it any more.`;
  const { now, readers, kept, catalog, journal } = parts;
  const operation = createUnderWay(catalog, journal);
  const planned = await planFor(command, judged.values, asker, { policy, now, readers, kept, operation });
  if (planned.kind === 'refused') return `${schedule.addedBy.name}: ${planned.decision.why}.`;
  const { plan } = planned;
  if (planned.kind === 'blocked') return blocksOf(plan);
  const line = canonicalLine(command, typed);
  const agreedBefore = schedule.approvers;
  const received = await parts.desk.receive({
    command,
    line,
    typed,
    ...aboutOf(plan, judged),
    plan,
    asker,
    agreedBefore,
  });
  return received.outcome === 'nothing' ? received.message.title : undefined;
};

const askerOf = ({ addedBy, channel }: Schedule, policy: Policy): Asker | undefined => {
  const person = policy.people.find(({ id }) => id === addedBy.person);
  const account = { platform: channel.platform, tenant: '', id: '', name: addedBy.name, outsider: false };
  return person && { account, channel, person };
};

const blocksOf = ({ checks }: Plan): string =>
  checks
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ subject, why }) => `${subject}: ${why}`)
    .join(' ');
