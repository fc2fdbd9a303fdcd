import type { PlanContext } from '../../definitions/command.ts';
import { gapsIn, listIn } from '../../protection/attempt.ts';
import { statuses } from '../../protection/machine-status.ts';
import { practiceOf } from '../../protection/practice.ts';
import { readDrills } from '../../protection/read-status.ts';
import { gapSentences } from '../../views/gap-words.ts';
import { practiceWords, wayWords } from '../../views/machine-words.ts';
import { listed } from '../../views/words.ts';
import type { Machine, Moving } from './machines.ts';

/** What a drill has shown of these machines, in one sentence; a card goes out without it rather than not at all. */
export const practiceScore = async ({ machines, application }: Moving, context: PlanContext): Promise<string> => {
  const now = context.now();
  const known = statusesOf(machines, context);
  const drills = await readDrills(known, context);
  const practice = practiceWords(practiceOf(known, listIn(drills), application?.rtoSeconds), now);
  return [practice, ...gapSentences(gapsIn([drills]))].join(' ');
};

/** `East US -> West US 2`; of machines that go different ways, each way. */
export const waysOf = (machines: readonly Machine[]): string =>
  listed([...new Set(machines.map(({ item }) => wayWords(item)))]);

const statusesOf = (machines: readonly Machine[], { policy, now }: PlanContext) => {
  const items = machines.map(({ item }) => item);
  const statusOf = statuses({ items, backups: [], applications: policy.applications, now: now() });
  return machines.map(({ item, name }) => statusOf(item.vmId, name));
};
