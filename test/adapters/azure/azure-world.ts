import { randomUUID } from 'node:crypto';
import { type Azure, connectAzure } from '../../../adapters/azure/azure.ts';
import type { CoreOptions } from '../../../adapters/azure/core/core.ts';
import type { AzureCall } from '../../../adapters/azure/core/policies.ts';
import { small } from '../../../rehearsal/azure/scenarios/small.ts';
import type { OperationToken, Sending } from '../../../src/ports/azure/write.ts';
import { type Fixture, type FixtureOptions, startFixture } from '../../rehearsal/azure/fixture.ts';
import { expectListed } from './role-actions/listed.ts';

/** A rehearsal Azure with the adapter connected to it. */
export interface AzureWorld extends Fixture {
  readonly connected: Azure;
  /** Every request that the adapter made. */
  readonly calls: AzureCall[];
  /** The operations that reached Azure since the last `forget`, in order. */
  readonly arrived: () => readonly (string | undefined)[];
  readonly forget: () => void;
  /** A second adapter, as in another process. */
  readonly connect: (options?: ConnectOptions) => Azure;
  /** `/subscriptions/.../resourceGroups/<group>/providers/<rest>`. */
  readonly id: (group: string, rest: string) => string;
}

type Timing = NonNullable<CoreOptions['timing']>;

interface ConnectOptions {
  readonly principal?: string;
  readonly timing?: Timing;
  readonly subscriptions?: readonly string[];
}

/** Nothing waits, nothing is shared longer than at the same time. */
const hurried: Timing = { firstRetryMs: 1, sharedForMs: 0, pollMs: 1, sleep: async () => {} };

export const startAzureWorld = async (options: FixtureOptions = {}): Promise<AzureWorld> => {
  const fixture = await startFixture({ scenario: small, ...options });
  const calls: AzureCall[] = [];
  const connect = ({ principal = 'owner', timing, subscriptions }: ConnectOptions = {}) =>
    connectAzure({
      credential: fixture.credential(principal),
      resourceManager: fixture.endpoint,
      audience: 'https://management.azure.com',
      subscriptions: subscriptions ?? [fixture.subscriptionId],
      onCall: (call) => calls.push(call),
      timing: { ...hurried, ...timing },
    });
  return {
    ...fixture,
    connected: connect(),
    calls,
    arrived: () => fixture.azure.log.lines().map(({ operation }) => operation),
    forget: () => fixture.azure.log.clear(),
    async close() {
      await fixture.close();
      expectListed(calls);
    },
    connect,
    id: (group, rest) => `/subscriptions/${fixture.subscriptionId}/resourceGroups/${group}/providers/${rest}`,
  };
};

/** A Sending as the worker makes it, with an id of its own. */
export const sending = (sendWithinMs?: number): Sending => ({
  requestId: randomUUID(),
  ...(sendWithinMs !== undefined && { sendWithinMs }),
});

/** The token as the journal gives it back. */
export const reread = (token: OperationToken): OperationToken => JSON.parse(JSON.stringify(token));

/** What a call ends with that does not succeed. */
export const refusalOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call;
  } catch (problem) {
    return problem;
  }
  throw new Error('It succeeded.');
};
