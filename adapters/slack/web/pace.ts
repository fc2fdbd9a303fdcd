import type { Time } from '../../chat/time.ts';

/** How often something may be called: so many at once, and so many a second after that. */
interface Limit {
  readonly burst: number;
  readonly perSecond: number;
}

const tier = (perMinute: number): Limit => ({ burst: Math.ceil(perMinute / 4), perSecond: perMinute / 60 });

/** As Slack states them by method; messages count by channel. */
export const limitOf = (method: string): Limit => limits[method] ?? tier(20);

const limits: Readonly<Record<string, Limit>> = {
  'chat.postMessage': { burst: 3, perSecond: 1 },
  'chat.postEphemeral': tier(100),
  'chat.update': tier(50),
  'conversations.info': tier(50),
  'conversations.members': tier(100),
  'conversations.open': tier(50),
  'users.info': tier(100),
  'views.open': tier(100),
  'views.publish': tier(100),
};

interface Bucket {
  left: number;
  at: number;
  pausedUntil: number;
  /** Callers go one behind the other, so that what is said first arrives first. */
  last: Promise<void>;
}

/** Waits until a call is due. */
export const createPace = ({ now, sleep }: Time) => {
  const buckets = new Map<string, Bucket>();
  const bucketFor = (key: string, limit: Limit): Bucket => {
    const found = buckets.get(key) ?? { left: limit.burst, at: now(), pausedUntil: 0, last: Promise.resolve() };
    buckets.set(key, found);
    return found;
  };
  const wait = async (bucket: Bucket, limit: Limit): Promise<void> => {
    const paused = bucket.pausedUntil - now();
    if (paused > 0) await sleep(paused);
    bucket.left = Math.min(limit.burst, bucket.left + ((now() - bucket.at) / 1000) * limit.perSecond);
    bucket.at = now();
    if (bucket.left < 1) {
      await sleep(((1 - bucket.left) / limit.perSecond) * 1000);
      bucket.left = 1;
      bucket.at = now();
    }
    bucket.left -= 1;
  };
  return {
    turn: (key: string, limit: Limit): Promise<void> => {
      const bucket = bucketFor(key, limit);
      bucket.last = bucket.last.then(() => wait(bucket, limit));
      return bucket.last;
    },
    /** Slack said how long to leave it alone. */
    pause: (key: string, limit: Limit, seconds: number): void => {
      const bucket = bucketFor(key, limit);
      bucket.pausedUntil = Math.max(bucket.pausedUntil, now() + seconds * 1000);
    },
  };
};

export type Pace = ReturnType<typeof createPace>;
