/** Calls a minute by Slack's tiers, and for messages one a second in a channel, with a small burst. */
interface Limit {
  readonly burst: number;
  readonly perSecond: number;
}

const tier = (perMinute: number): Limit => ({ burst: perMinute, perSecond: perMinute / 60 });

const limits: Readonly<Record<string, Limit>> = {
  'chat.postMessage': { burst: 4, perSecond: 1 },
  'chat.postEphemeral': tier(100),
  'chat.update': tier(50),
  'conversations.info': tier(50),
  'conversations.members': tier(100),
  'conversations.open': tier(50),
  'users.info': tier(100),
  'users.list': tier(20),
  'views.open': tier(100),
  'views.update': tier(100),
  'views.publish': tier(100),
  'apps.connections.open': tier(1),
};

export type Limiter = (method: string, channel: string) => number | undefined;

/** How many seconds to wait, where a call comes too soon. */
export const createLimiter = (now: () => number): Limiter => {
  const buckets = new Map<string, { left: number; at: number }>();
  return (method, channel) => {
    const limit = limits[method];
    if (!limit) return undefined;
    const key = method === 'chat.postMessage' ? `${method} ${channel}` : method;
    const bucket = buckets.get(key) ?? { left: limit.burst, at: now() };
    const left = Math.min(limit.burst, bucket.left + ((now() - bucket.at) / 1000) * limit.perSecond);
    const allowed = left >= 1;
    buckets.set(key, { left: allowed ? left - 1 : left, at: now() });
    return allowed ? undefined : Math.max(1, Math.ceil((1 - left) / limit.perSecond));
  };
};

export const unlimited: Limiter = () => undefined;
