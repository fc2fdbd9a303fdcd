import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import type { Fixture } from '../fixture.ts';
import type { RecordedPair } from './archives.ts';

type Verb = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

interface Answer {
  readonly status: number;
  readonly headers: PipelineResponse['headers'];
  readonly body: unknown;
}

/** Calls the rehearsal as the recorded clients called Azure, and keeps every answer. */
export interface Wire {
  /** Everything that was answered, in the form of the recordings. */
  readonly kept: readonly RecordedPair[];
  get(path: string, version?: string): Promise<Answer>;
  /** A long operation is followed at both of its addresses, under way and at its end. */
  send(method: Verb, path: string, body?: unknown, version?: string): Promise<Answer>;
  /** Starts a long operation and leaves it under way. */
  start(method: Verb, path: string, body?: unknown, version?: string): Promise<Answer>;
  /** For what is refused on purpose. */
  refused(method: Verb, path: string, body?: unknown): Promise<Answer>;
  /** Lets time pass, reading what was started before and after. */
  finish(started: Answer, seconds?: number): Promise<void>;
}

const LONG = 6 * 3600;

export function openWire(fixture: Fixture): Wire {
  const kept: RecordedPair[] = [];
  const clients = [fixture.clientOptions, fixture.expectingError].map(
    (options) => new ServiceClient({ credential: fixture.credential(), ...options, retryOptions: { maxRetries: 0 } }),
  );

  async function call(method: Verb, path: string, body?: unknown, version?: string, isBad = false): Promise<Answer> {
    const url = path.startsWith('https:') ? path : `${fixture.endpoint}${withVersion(path, version)}`;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const request = createPipelineRequest({ url, method, ...(text !== undefined && { body: text }) });
    if (text !== undefined) request.headers.set('content-type', 'application/json');
    const isApart = isBad || !SPECIFIED.has(new URL(url).searchParams.get('api-version') ?? '');
    const response = await clients[isApart ? 1 : 0]?.sendRequest(request);
    if (response === undefined) throw new Error('no client');
    const answer = { status: response.status, headers: response.headers, body: parsed(response.bodyAsText) };
    kept.push(pairOf(method, url, answer));
    if (!isBad && answer.status >= 400)
      throw new Error(`${method} ${path.split('?')[0]}: ${response.status} ${response.bodyAsText}`);
    return answer;
  }

  async function readBoth({ headers }: Answer, isEnd: boolean): Promise<void> {
    for (const name of ['azure-asyncoperation', 'location']) {
      const address = headers.get(name);
      if (address !== undefined && isReadByOthers(address, isEnd)) await call('GET', address);
    }
  }

  async function finish(started: Answer, seconds = LONG): Promise<void> {
    await readBoth(started, false);
    fixture.azure.clock.advance(seconds);
    await readBoth(started, true);
  }

  return {
    kept,
    get: (path, version) => call('GET', path, undefined, version),
    start: call,
    refused: (method, path, body) => call(method, path, body, undefined, true),
    finish,
    async send(method, path, body, version) {
      const answer = await call(method, path, body, version);
      await finish(answer);
      return answer;
    },
  };
}

/** The recorded clients read the outcome of Compute's operations for disks and snapshots alone, and only at the end. */
function isReadByOthers(address: string, isEnd: boolean): boolean {
  return !address.includes('monitor=true') || (isEnd && address.includes('/DiskOperations/'));
}

/** A string somewhere in an answer: `properties.jobId`, `value.0.id`. */
export function textAt({ body }: Answer, path: string): string {
  const found = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], body);
  if (typeof found !== 'string') throw new Error(`${path} is not in ${JSON.stringify(body)}`);
  return found;
}

/** The versions of the recorded clients, or the nearest that the specs at hand describe. */
const VERSIONS: readonly (readonly [RegExp, string])[] = [
  [/\/replication[A-Z]/, '2023-06-01'],
  [/Microsoft\.Compute\/(disks|snapshots)\b/, '2024-03-02'],
  [/Microsoft\.Compute\//, '2024-07-01'],
  [/Microsoft\.Authorization\//, '2022-04-01'],
];

const OTHERWISE = '2024-04-01';
const OF_THE_PASSIVE_STAMP = '2021-11-15';

/** Calls of other versions are recorded apart: nothing can judge them. */
const SPECIFIED = new Set([OTHERWISE, OF_THE_PASSIVE_STAMP, ...VERSIONS.map(([, version]) => version)]);

function withVersion(path: string, asked?: string): string {
  const version = asked ?? VERSIONS.find(([pattern]) => pattern.test(path))?.[1] ?? OTHERWISE;
  return `${path}${path.includes('?') ? '&' : '?'}api-version=${version}`;
}

function pairOf(method: Verb, url: string, { status, headers, body }: Answer): RecordedPair {
  const plain = { ...headers.toJSON() };
  return { liveRequest: { method, url }, liveResponse: { statusCode: String(status), headers: plain, body } };
}

function parsed(text: string | null | undefined): unknown {
  return text ? JSON.parse(text) : undefined;
}
