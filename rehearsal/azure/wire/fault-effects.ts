import { setTimeout as delay } from 'node:timers/promises';
import type { Affliction } from '../world/operations.ts';
import { internalError } from './answers.ts';
import { ArmError } from './errors.ts';
import type { Fault } from './faults.ts';
import type { ArmResponse } from './route.ts';

const SECONDS_TO_RETRY = 10;

/** What the fault does to the operations that the call starts. */
export function afflictionOf(fault: Fault | undefined): Affliction | undefined {
  return fault?.kind === 'stuck' || fault?.kind === 'fail-at' ? fault : undefined;
}

/** Acts as the fault lets it; undefined where the connection is to be dropped. */
export async function underFault(fault: Fault | undefined, act: () => ArmResponse): Promise<ArmResponse | undefined> {
  switch (fault?.kind) {
    case 'throttle':
      throw throttled(fault.retryAfter ?? SECONDS_TO_RETRY);
    case 'error':
      throw new ArmError(fault.status, fault.code, fault.message);
    case 'drop-before-accepting':
      return undefined;
    case 'drop-after-accepting':
      act();
      return undefined;
    case 'error-after-accepting':
      act();
      throw internalError(fault.status);
    case 'slow':
      await delay(fault.milliseconds);
      return act();
    default:
      return act();
  }
}

function throttled(retryAfter: number): ArmError {
  const message = `Number of requests exceeded the limit. Please try again after '${retryAfter}' seconds.`;
  return new ArmError(429, 'TooManyRequests', message, { headers: { 'Retry-After': String(retryAfter) } });
}
