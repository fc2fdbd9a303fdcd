import { blocked, warning } from '../../readiness/checks.ts';
import { allowedInstead } from '../../views/allowed-words.ts';
import { jobWords } from '../../views/job-words.ts';
import { listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { Moving } from './machines.ts';

interface Whole {
  readonly moving: Moving;
  readonly checks: readonly Check[];
}

/**
 * Azure takes a recovery plan as a whole or not at all. That of an application is then left aside, for the machines that
 * can still go; one that was named itself cannot be.
 */
export const asAWhole = (moving: Moving, operation: string, what: string): Whole => {
  const { plan, target, planLeftOut, ...rest } = moving;
  if (!plan) return { moving, checks: planLeftOut ? [leftOut(planLeftOut)] : [] };
  const ways = operation.endsWith('Failover') ? waysOf(moving) : [];
  const split = ways.length > 1;
  if (plan.allowed.includes(operation) && !split) return { moving, checks: [] };
  const why = split
    ? `Machines of the recovery plan ${plan.name} go in different directions now, and Azure moves a plan in one.`
    : `Azure does not allow ${what} of the recovery plan ${plan.name} as a whole now.`;
  if (target.kind !== 'recovery-plan') return { moving: { ...rest, target }, checks: [leftOut(why)] };
  if (split)
    return { moving, checks: [blocked(plan.name, why, `Name machines one by one. ${ways.map(wayWords).join(' ')}`)] };
  const busy = plan.runningJob ? ` Its ${jobWords(plan.runningJob.scenario)} runs.` : '';
  const fix = `${allowedInstead(plan.allowed, `recovery-plan show ${plan.name}`)} Machines can be named one by one.`;
  return { moving, checks: [blocked(plan.name, `${why}${busy}`, fix)] };
};

interface Way {
  readonly to: string;
  readonly names: readonly string[];
}

/** Where machines would go, those of the most first. */
const waysOf = ({ machines }: Moving): readonly Way[] => {
  const regions = [...new Set(machines.map(({ item }) => item.targetRegion))];
  const ways = regions.map((to) => ({
    to,
    names: machines.filter(({ item }) => item.targetRegion === to).map(({ name }) => name),
  }));
  return ways.sort((a, b) => b.names.length - a.names.length);
};

const wayWords = ({ to, names }: Way): string => `To ${to}: ${listed(names)}.`;

const leftOut = (why: string): Check =>
  warning('recovery plan', `${why} Machines go one by one, without its order and its actions.`);
