import { join } from 'node:path';
import type { TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { expect } from 'vitest';
import {
  type RehearsalAzure,
  type RehearsalAzureOptions,
  startRehearsalAzure,
} from '../../../rehearsal/azure/index.ts';
import { empty } from '../../../rehearsal/azure/scenarios/empty.ts';
import { openAuthority } from '../../../rehearsal/azure/wire/certificate.ts';
import { principalOf, type Scenario } from '../../../rehearsal/azure/world/scenario.ts';
import { createEntra, type Entra } from '../../../rehearsal/entra/tokens.ts';

export interface FixtureOptions {
  /** Default: `empty`, a subscription with nothing in it. */
  readonly scenario?: Scenario;
  /** Default: stepped. */
  readonly clock?: 'stepped' | number;
  /** Default: off, since a stepped clock refills no bucket by itself. */
  readonly limits?: RehearsalAzureOptions['limits'];
  readonly extraRoutes?: RehearsalAzureOptions['extraRoutes'];
}

/** A rehearsal Azure and what an official SDK client needs to talk to it. */
export interface Fixture {
  readonly azure: RehearsalAzure;
  readonly entra: Entra;
  readonly endpoint: string;
  readonly subscriptionId: string;
  /** A named principal of the scenario; default: the owner. */
  credential(principal?: string): TokenCredential;
  /** Last argument of every SDK client: `new ComputeManagementClient(credential(), subscriptionId, clientOptions)`. */
  readonly clientOptions: ClientOptions;
  /** The same for requests that are bad on purpose: no retries, and recorded apart. */
  readonly expectingError: ClientOptions;
  close(): Promise<void>;
}

interface ClientOptions {
  readonly endpoint: string;
  readonly credentialScopes: string;
  readonly retryOptions: { readonly maxRetries: number };
  readonly additionalPolicies: { policy: PipelinePolicy; position: 'perCall' | 'perRetry' }[];
}

const AUDIENCE = 'https://management.azure.com';

export async function startFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const scenario = options.scenario ?? empty;
  const authority = await openAuthority(requiredEnvironment('REHEARSAL_AUTHORITY'));
  const entra = await entraOf(scenario);
  const azure = await startRehearsalAzure({
    scenario,
    clock: options.clock ?? 'stepped',
    limits: options.limits ?? 'off',
    authority,
    tokens: entra.verifier(),
    record: recordFile(),
    ...(options.extraRoutes && { extraRoutes: options.extraRoutes }),
  });
  const clientOptions = (maxRetries: number, ...policies: PipelinePolicy[]): ClientOptions => ({
    endpoint: azure.url,
    credentialScopes: `${AUDIENCE}/.default`,
    retryOptions: { maxRetries },
    additionalPolicies: policies.map((policy) => ({ policy, position: 'perCall' })),
  });

  return {
    azure,
    entra,
    endpoint: azure.url,
    subscriptionId: scenario.subscriptions[0]?.id ?? '',
    credential: (principal = 'owner') => credentialOf(entra, principal),
    clientOptions: clientOptions(3),
    expectingError: clientOptions(0, markAsExpectingError),
    async close() {
      await azure.close();
      // A 500 that nobody scripted is a bug of the rehearsal, whatever the test looked at.
      expect(azure.bugs).toEqual([]);
    },
  };
}

const markAsExpectingError: PipelinePolicy = {
  name: 'markAsExpectingError',
  sendRequest(request, next) {
    request.headers.set('x-rehearsal-expect-error', '1');
    return next(request);
  },
};

/** Making keys is slow: the tests of a file share those of their scenario. */
const entras = new Map<Scenario, Promise<Entra>>();

function entraOf(scenario: Scenario): Promise<Entra> {
  const known = entras.get(scenario);
  if (known !== undefined) return known;
  const principals = scenario.principals.map((principal) => principalOf(scenario, principal));
  const made = createEntra({ tenantId: scenario.tenantId, principals });
  entras.set(scenario, made);
  return made;
}

function credentialOf(entra: Entra, principal: string): TokenCredential {
  return {
    async getToken() {
      const token = await entra.issue(principal, { audience: AUDIENCE });
      return { token, expiresOnTimestamp: entra.now() + 3_600_000 };
    },
  };
}

function recordFile(): string | undefined {
  const folder = process.env.WIRE_RECORD;
  if (folder === undefined || folder === '') return undefined;
  const test = expect.getState().testPath?.split('/test/').at(-1) ?? 'traffic';
  return join(folder, `${test.replaceAll('/', '-').replace(/\.test\.ts$/, '')}.jsonl`);
}

function requiredEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with vitest, whose set-up makes it`);
  return value;
}
