import { blocked, warning } from '../../readiness/checks.ts';
import { allowedInstead } from '../../views/allowed-words.ts';
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
  if (plan.allowed.includes(operation)) return { moving, checks: [] };
  const why = `Azure does not allow ${what} of the recovery plan ${plan.name} as a whole now.`;
  if (target.kind !== 'recovery-plan') return { moving: { ...rest, target }, checks: [leftOut(why)] };
  const busy = plan.runningJob ? ` Its job ${plan.runningJob.scenario} runs.` : '';
  const fix = `${allowedInstead(plan.allowed, `recovery-plan show ${plan.name}`)} Machines can be named one by one.`;
  return { moving, checks: [blocked(plan.name, `${why}${busy}`, fix)] };
};

const leftOut = (why: string): Check =>
  warning('recovery plan', `${why} Machines go one by one, without its order and its actions.`);
