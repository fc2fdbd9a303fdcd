import type { PlanContext } from '../../definitions/command.ts';
import { attempt, gapsIn, listIn } from '../../protection/attempt.ts';
import { statuses } from '../../protection/machine-status.ts';
import { practiceOf } from '../../protection/practice.ts';
import { readDrills } from '../../protection/read-status.ts';
import { subscriptionIn } from '../../protection/resource-id.ts';
import { gapSentences } from '../../views/gap-words.ts';
import { directionWords, practiceWords, regionTitle } from '../../views/machine-words.ts';
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

export interface Way {
  /** `East US -> West US 2`; of machines that go different ways, each way. */
  readonly direction: string;
  /** `West US 2`. */
  readonly regionOf: (name: string) => string;
}

export const readWay = async (machines: readonly Machine[], context: PlanContext): Promise<Way> => {
  const read = await attempt(
    'the names of the regions',
    context.readers.estate.regions(subscriptionIn(machines[0]?.item.vmId ?? '')),
  );
  const regions = listIn(read);
  const ways = statusesOf(machines, context).map((machine) => directionWords([machine], regions) ?? '');
  return { direction: listed([...new Set(ways)]), regionOf: (name) => regionTitle(name, regions) };
};

const statusesOf = (machines: readonly Machine[], { policy, now }: PlanContext) => {
  const items = machines.map(({ item }) => item);
  const statusOf = statuses({ items, backups: [], applications: policy.applications, now: now() });
  return machines.map(({ item, name }) => statusOf(item.vmId, name));
};
