import type { Clock } from '../world/clock.ts';
import { ArmError } from './errors.ts';

export type Charge = 'reads' | 'writes' | 'deletes';

export interface Bucket {
  readonly size: number;
  readonly refillPerSecond: number;
}

/** Azure Resource Manager's token buckets: one of each kind for every principal in every subscription. */
export const AZURE_BUCKETS: Readonly<Record<Charge, Bucket>> = {
  reads: { size: 250, refillPerSecond: 25 },
  writes: { size: 200, refillPerSecond: 10 },
  deletes: { size: 200, refillPerSecond: 10 },
};

/** All principals of a subscription together have that many times one principal's bucket. */
const GLOBAL_FACTOR = 15;

interface ThrottledCall {
  readonly charge: Charge;
  /** Undefined for calls above the subscriptions, which have the tenant's buckets. */
  readonly subscriptionId: string | undefined;
  readonly objectId: string;
}

export interface Throttle {
  /** Takes a token and gives the headers that tell what is left; throws the 429 when there is none. */
  take(call: ThrottledCall): Record<string, string>;
}

/** Tells what a full bucket tells and refuses nobody. */
export const unlimited: Throttle = {
  take: ({ charge, subscriptionId }) => remainingHeaders(charge, subscriptionId, AZURE_BUCKETS[charge], 1, 1),
};

export function createThrottle(clock: Clock, buckets: Readonly<Record<Charge, Bucket>>): Throttle {
  const levels = new Map<string, Level>();

  function levelOf(key: string, bucket: Bucket): Level {
    const level = levels.get(key) ?? { tokens: bucket.size, at: clock.now() };
    levels.set(key, level);
    refill(level, bucket, clock.now());
    return level;
  }

  return {
    take(call) {
      const bucket = buckets[call.charge];
      const everybody = { size: bucket.size * GLOBAL_FACTOR, refillPerSecond: bucket.refillPerSecond * GLOBAL_FACTOR };
      const scope = `${call.charge} ${call.subscriptionId ?? 'tenant'}`;
      const own = levelOf(`${scope} ${call.objectId}`, bucket);
      const global = levelOf(scope, everybody);
      if (own.tokens < 1) throw throttled(call, secondsToToken(own, bucket));
      if (global.tokens < 1) throw throttled(call, secondsToToken(global, everybody));
      own.tokens -= 1;
      global.tokens -= 1;
      return remainingHeaders(
        call.charge,
        call.subscriptionId,
        bucket,
        bucket.size - own.tokens,
        everybody.size - global.tokens,
      );
    },
  };
}

interface Level {
  tokens: number;
  at: number;
}

function refill(level: Level, bucket: Bucket, now: number): void {
  const gained = ((now - level.at) / 1000) * bucket.refillPerSecond;
  level.tokens = Math.min(bucket.size, level.tokens + gained);
  level.at = now;
}

function secondsToToken(level: Level, bucket: Bucket): number {
  return Math.max(1, Math.ceil((1 - level.tokens) / bucket.refillPerSecond));
}

function remainingHeaders(
  charge: Charge,
  subscriptionId: string | undefined,
  bucket: Bucket,
  spent: number,
  spentByAll: number,
): Record<string, string> {
  const scope = subscriptionId === undefined ? 'tenant' : 'subscription';
  return {
    [`x-ms-ratelimit-remaining-${scope}-${charge}`]: String(Math.floor(bucket.size - spent)),
    [`x-ms-ratelimit-remaining-${scope}-global-${charge}`]: String(
      Math.floor(bucket.size * GLOBAL_FACTOR - spentByAll),
    ),
  };
}

function throttled(call: ThrottledCall, retryAfter: number): ArmError {
  const scope = call.subscriptionId === undefined ? 'tenant' : `subscription '${call.subscriptionId}'`;
  const kind = call.charge.slice(0, -1);
  const message = `Number of ${kind} requests for ${scope} actor '${call.objectId}' exceeded. Please try again after '${retryAfter}' seconds after additional tokens are available.`;
  return new ArmError(429, 'SubscriptionRequestsThrottled', message, {
    headers: { 'Retry-After': String(retryAfter) },
  });
}
