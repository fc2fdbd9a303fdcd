import type { Answer, Lane } from './call.ts';

/** What a request counts against. */
export interface Toll {
  /** Empty for the tenant's own. */
  readonly subscription: string;
  readonly kind: 'reads' | 'writes' | 'deletes';
  readonly action: string;
}

export interface Figures {
  /** As Azure last said it, e.g. bucket `subscription-reads`. */
  readonly remaining: readonly { readonly subscription: string; readonly bucket: string; readonly remaining: number }[];
  /** What Azure asked not to be asked for, and for how much longer. */
  readonly waiting: readonly { readonly key: string; readonly seconds: number }[];
}

/** Azure asked to be left alone for a while; the request was not sent, or was answered so. */
export class AskedToWait extends Error {
  readonly seconds: number;
  /** Absent where it was not even asked. */
  readonly answer: Answer | undefined;

  constructor(seconds: number, answer?: Answer) {
    super(`Azure asked to be left alone for ${seconds} s.`);
    this.seconds = seconds;
    this.answer = answer;
  }
}

export interface Pace {
  /** Lets a request go, or throws AskedToWait; background readings wait here while little is left. */
  before(toll: Toll, lane: Lane): Promise<void>;
  note(toll: Toll, answer: Answer): void;
  figures(): Figures;
}

interface Options {
  readonly monotonic: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const most = 500;
/** Buckets refill by the second: what was said longer ago says nothing. */
const remembered = 10_000;
/** Below this part of the most that was ever left, background readings make room. */
const scarce = 0.25;
const longestPause = 5_000;

export const createPace = ({ monotonic, sleep }: Options): Pace => {
  const until = new Map<string, number>();
  const buckets = new Map<string, { remaining: number; highest: number; at: number }>();

  const waitFor = (key: string): number => {
    const left = (until.get(key) ?? 0) - monotonic();
    if (left <= 0) until.delete(key);
    return Math.max(0, left);
  };

  const partLeft = (key: string): number => {
    const bucket = buckets.get(key);
    if (bucket === undefined || monotonic() - bucket.at > remembered) return 1;
    return bucket.remaining / bucket.highest;
  };

  const pause = ({ subscription, kind, action }: Toll): number => {
    const names = [`subscription-${kind}`, `${byAction}:${action}`];
    const part = Math.min(...names.map((name) => partLeft(`${subscription} ${name}`)));
    return part >= scarce ? 0 : Math.ceil(longestPause * (1 - part / scarce));
  };

  return {
    async before(toll, lane) {
      const wait = Math.max(...keysOf(toll).map(waitFor));
      if (wait > 0) throw new AskedToWait(Math.ceil(wait / 1000));
      const rest = lane === 'background' ? pause(toll) : 0;
      if (rest > 0) await sleep(rest);
    },
    note(toll, answer) {
      for (const [bucket, remaining] of remainingIn(toll, answer)) {
        const key = `${toll.subscription} ${bucket}`;
        const highest = Math.max(remaining, buckets.get(key)?.highest ?? 0, 1);
        put(buckets, key, { remaining, highest, at: monotonic() });
      }
      const seconds = answer.status === 429 ? secondsToWait(answer) : undefined;
      if (seconds !== undefined) put(until, throttledKey(toll, answer), monotonic() + seconds * 1000);
    },
    figures: () => ({
      remaining: [...buckets].map(([key, { remaining }]) => {
        const [subscription = '', bucket = ''] = key.split(' ');
        return { subscription, bucket, remaining };
      }),
      waiting: [...until.keys()]
        .map((key) => ({ key, seconds: Math.ceil(waitFor(key) / 1000) }))
        .filter(({ seconds }) => seconds > 0),
    }),
  };
};

const put = <Value>(map: Map<string, Value>, key: string, value: Value): void => {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > most ? map.keys().next() : undefined;
  if (oldest?.done === false) map.delete(oldest.value);
};

const actionKey = ({ subscription, action }: Toll) => `${subscription} ${action.toLowerCase()}`;
const kindKey = ({ subscription, kind }: Toll) => `${subscription} ${kind}`;
const keysOf = (toll: Toll): readonly string[] => [actionKey(toll), kindKey(toll)];

/** All of a subscription's readings, or one action alone. */
const throttledKey = (toll: Toll, { body }: Answer): string =>
  /"(Subscription|Tenant)RequestsThrottled"/u.test(body) ? kindKey(toll) : actionKey(toll);

const standard = /^x-ms-ratelimit-remaining-((?:subscription|tenant)-[a-z-]+)$/u;
const byResource = 'x-ms-ratelimit-remaining-resource';
/** Recovery Services counts each action by itself, and does not say which in the header. */
const byAction = 'subscription-resource-requests';

const remainingIn = ({ action }: Toll, { headers }: Answer): readonly (readonly [string, number])[] => {
  const entries = Object.entries(headers).flatMap(([name, value]) => {
    if (name === byResource) return value.split(',').map((each) => each.trim().split(';'));
    const bucket = standard.exec(name)?.[1];
    if (bucket === undefined) return [];
    return [[bucket === byAction ? `${byAction}:${action}` : bucket, value]];
  });
  return entries.flatMap(([bucket = '', value]) => {
    const remaining = Number(value);
    return Number.isFinite(remaining) ? [[bucket, remaining] as const] : [];
  });
};

const defaultSeconds = 10;

/** From the headers, else from the message: Recovery Services says it there alone. Of 429: never undefined. */
export const secondsToWait = ({ status, headers, body }: Answer): number | undefined => {
  const milliseconds = Number(headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return milliseconds / 1000;
  const header = headers['retry-after'];
  if (header !== undefined && Number.isFinite(Number(header))) return Number(header);
  if (header !== undefined && !Number.isNaN(Date.parse(header))) {
    return Math.max(0, Math.ceil((Date.parse(header) - Date.now()) / 1000));
  }
  const said = /try again after '?(\d{1,6})'? seconds/iu.exec(body)?.[1];
  if (said !== undefined) return Number(said);
  return status === 429 ? defaultSeconds : undefined;
};
