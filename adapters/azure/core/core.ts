import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { TokenCredential } from '@azure/core-auth';
import { z } from 'zod';
import type { OperationStanding, OperationToken } from '../../../src/ports/azure/write.ts';
import { currentLane, inCall } from './call.ts';
import { type ClientOptions, type Clients, createClients } from './clients.ts';
import { AskedToWait, createPace, type Figures } from './pace.ts';
import type { AzureCall } from './policies.ts';
import { principalOf } from './principal.ts';
import { parsed } from './problems.ts';
import { askRaw } from './raw.ts';
import { createRead, type Read, readingError, requireSuccess } from './reading.ts';
import { createSend, type Send } from './sending.ts';
import { createSharing } from './sharing.ts';
import { standingOf } from './tokens.ts';

export interface CoreOptions {
  /** Of the front, which may only read, or of the worker. */
  readonly credential: TokenCredential;
  readonly resourceManager: string;
  /** Whom tokens are for; the resource manager itself where nothing is said. */
  readonly audience?: string;
  /** Empty: those that the identity can see. */
  readonly subscriptions: readonly string[];
  readonly onCall?: (call: AzureCall) => void;
  readonly timing?: Partial<Timing>;
}

/** What waits, and for how long. */
interface Timing {
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly sharedForMs: number;
  readonly readTimeoutMs: number;
  readonly writeTimeoutMs: number;
  readonly firstRetryMs: number;
  /** Between two polls of a reading that takes Azure a while. */
  readonly pollMs: number;
}

/** What every capability is built on. */
export interface Core {
  readonly resourceManager: string;
  readonly timing: Timing;
  readonly read: Read;
  readonly send: Send;
  /** How a write stands whose token says a status, a result or a resource. */
  standing(token: OperationToken): Promise<OperationStanding>;
  subscriptions(): Promise<readonly string[]>;
  principal(): Promise<string>;
  figures(): Figures;
}

const usual: Timing = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (ms) => delay(ms),
  sharedForMs: 5_000,
  readTimeoutMs: 30_000,
  writeTimeoutMs: 60_000,
  firstRetryMs: 500,
  pollMs: 2_000,
};

export const createCore = (options: CoreOptions): Core => {
  const timing: Timing = { ...usual, ...options.timing };
  const pace = createPace(timing);
  const clientOptions = clientOptionsOf(options, timing, pace);
  const retrying = createClients(clientOptions);
  const once = createClients({ ...clientOptions, retries: { ...clientOptions.retries, most: 0 } });
  const { resourceManager } = options;
  const read = createRead({ clients: retrying, sharing: createSharing(timing), ...timing });

  return {
    resourceManager,
    timing,
    read,
    send: createSend({ monotonic: timing.monotonic, retrying, once }),
    standing: (token) => askStanding(token, retrying, resourceManager),
    async subscriptions() {
      if (options.subscriptions.length > 0) return options.subscriptions;
      return (await visibleSubscriptions(read, resourceManager)).value;
    },
    principal: () => principalOf(clientOptions.credential, clientOptions.scope),
    figures: pace.figures,
  };
};

const askStanding = (token: OperationToken, clients: Clients, resourceManager: string): Promise<OperationStanding> => {
  const what = 'ask how an operation stands';
  const ask = (path: string) => askRaw(clients, resourceManager, { path });
  const asked = inCall({ what, lane: currentLane(), readsByPost: false }, () => standingOf(token, ask));
  return asked.catch((error: unknown) => {
    // It goes on without us.
    if (error instanceof AskedToWait) return { state: 'running', askAgainInSeconds: Math.ceil(error.seconds) };
    throw readingError(what, error);
  });
};

const clientOptionsOf = (options: CoreOptions, timing: Timing, pace: ClientOptions['pace']): ClientOptions => {
  const { credential, resourceManager, audience = resourceManager, onCall = () => {} } = options;
  const { now, monotonic, readTimeoutMs, writeTimeoutMs, firstRetryMs } = timing;
  return {
    credential,
    resourceManager,
    scope: `${audience.replace(/\/+$/u, '')}/.default`,
    retries: { most: 3, firstDelayMs: firstRetryMs },
    pace,
    now,
    monotonic,
    timeouts: { readMs: readTimeoutMs, writeMs: writeTimeoutMs },
    onCall,
  };
};

const tenMinutes = 600_000;

const subscriptionList = z.looseObject({
  value: z.array(z.looseObject({ subscriptionId: z.string(), state: z.string().optional() })),
});

const visibleSubscriptions = (read: Read, resourceManager: string) => {
  const what = 'list the subscriptions';
  return read.one({
    what,
    key: what,
    how: 'shared',
    forMs: tenMinutes,
    ask: async (clients) => {
      const answer = await askRaw(clients, resourceManager, { path: '/subscriptions?api-version=2022-12-01' });
      const { value } = subscriptionList.parse(parsed(requireSuccess(what, answer).body));
      return value.filter(({ state }) => state !== 'Disabled').map(({ subscriptionId }) => subscriptionId);
    },
  });
};
