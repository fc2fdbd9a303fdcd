import type { Clock } from '../world/clock.ts';
import { createSpending, type Spend } from '../world/spending.ts';
import { ArmError } from './errors.ts';
import type { Route } from './route.ts';

const HOUR_SECONDS = 3600;

/** Actions that Recovery Services counts by the hour itself, instead of leaving them to the subscription's buckets. */
const LIMITED: readonly { readonly action: RegExp; readonly mostInAnHour: number }[] = [
  {
    action: /^Microsoft\.RecoveryServices\/vaults\/backup(?!ResourceGuard|Deleted)\w+(\/\w+)*\/read$/i,
    mostInAnHour: 150,
  },
  { action: /^Microsoft\.RecoveryServices\/vaults\/write$/i, mostInAnHour: 210 },
  { action: /^Microsoft\.RecoveryServices\/vaults\/delete$/i, mostInAnHour: 50 },
];

export interface ResourceLimits {
  /** The header that tells what is left, or undefined where the buckets count; throws the 429 when nothing is left. */
  take(route: Route, subscriptionId: string): Record<string, string> | undefined;
}

/** Tells the limits and refuses nobody. */
export const untouchedLimits: ResourceLimits = limitsCountedBy(({ most }) => most - 1);

export function createResourceLimits(clock: Clock): ResourceLimits {
  return limitsCountedBy(createSpending(clock));
}

function limitsCountedBy(spend: Spend): ResourceLimits {
  return {
    take({ action }, subscriptionId) {
      const limited = LIMITED.find((limit) => action !== null && limit.action.test(action));
      if (action === null || limited === undefined) return undefined;
      const left = spend({
        key: `${action} ${subscriptionId}`.toLowerCase(),
        most: limited.mostInAnHour,
        windowSeconds: HOUR_SECONDS,
        refuse: (retryAfter) => refusal(action, limited.mostInAnHour, retryAfter),
      });
      return { 'x-ms-ratelimit-remaining-subscription-resource-requests': String(left) };
    },
  };
}

/** Recovery Services sends no Retry-After with it: the seconds stand in the message alone. */
function refusal(action: string, most: number, retryAfter: number): ArmError {
  const message = `Number of requests for action '${action}' exceeded the limit of '${most}' for time interval '01:00:00'. Please try again after '${retryAfter}' seconds.`;
  return new ArmError(429, 'ResourceRequestsThrottled', message);
}
