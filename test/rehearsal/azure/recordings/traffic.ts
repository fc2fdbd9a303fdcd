import { services } from '../../../../rehearsal/azure/services/index.ts';
import type { Method } from '../../../../rehearsal/azure/wire/route.ts';
import { createRouter } from '../../../../rehearsal/azure/wire/router.ts';
import type { RecordedPair } from './archives.ts';
import { learn, type Shapes } from './shape.ts';

/** What all answers of an operation with the same status have in common. */
export interface Answers {
  count: number;
  readonly headers: Map<string, number>;
  readonly addresses: Map<AddressHeader, Addresses>;
  readonly shapes: Shapes;
}

/** Where a header of a long-running operation leads, and what is found there. */
interface Addresses {
  readonly operations: Set<string>;
  readonly queries: Set<string>[];
  readonly outcomes: Set<string>;
}

type AddressHeader = (typeof ADDRESS_HEADERS)[number];
const ADDRESS_HEADERS = ['azure-asyncoperation', 'location'] as const;

/** By operation and status: `Vaults_Get 200`. */
export type Traffic = ReadonlyMap<string, Answers>;

const router = createRouter(services.flatMap(({ routes }) => routes));

/** The operation of the rehearsal that this call would be, if it plays it. */
export function operationOf(method: string, address: string): string | undefined {
  const url = new URL(address);
  const found = router.find(method as Method, url.pathname, url.searchParams.get('api-version') ?? '');
  return found?.route.operation;
}

/** Learns from recorded traffic and from the rehearsal's own in the same way; calls that are not played are left out. */
export function learnTraffic(pairs: readonly RecordedPair[], isForeign: (item: unknown) => boolean): Traffic {
  const traffic = new Map<string, Answers>();
  const outcomes = outcomesByAddress(pairs);
  for (const { liveRequest, liveResponse } of pairs) {
    const operation = operationOf(liveRequest.method, liveRequest.url);
    if (operation === undefined) continue;
    const key = `${operation} ${liveResponse.statusCode}`;
    const answers = traffic.get(key) ?? { count: 0, headers: new Map(), addresses: new Map(), shapes: new Map() };
    traffic.set(key, answers);
    answers.count += 1;
    noteHeaders(answers, liveResponse.headers, outcomes);
    const body = withoutForeign(liveResponse.body, isForeign);
    if (body !== undefined) learn(answers.shapes, body);
  }
  return traffic;
}

function noteHeaders(answers: Answers, headers: RecordedPair['liveResponse']['headers'], outcomes: Outcomes): void {
  for (const name of Object.keys(headers)) answers.headers.set(name, (answers.headers.get(name) ?? 0) + 1);
  for (const header of ADDRESS_HEADERS) {
    const address = headers[header];
    if (address === undefined) continue;
    const known = answers.addresses.get(header) ?? { operations: new Set(), queries: [], outcomes: new Set() };
    answers.addresses.set(header, known);
    known.operations.add(operationOf('GET', address) ?? new URL(address).pathname.split('/').at(-2) ?? '');
    known.queries.push(new Set(new URL(address).searchParams.keys()));
    for (const outcome of outcomes.get(address) ?? []) known.outcomes.add(outcome);
  }
}

type Outcomes = ReadonlyMap<string, ReadonlySet<string>>;

/** `200 InProgress`, `200 Succeeded`, `202`, `204` ...: everything that was answered at an address. */
function outcomesByAddress(pairs: readonly RecordedPair[]): Outcomes {
  const outcomes = new Map<string, Set<string>>();
  for (const { liveRequest, liveResponse } of pairs) {
    if (liveRequest.method !== 'GET') continue;
    const { status } = { status: '', ...(liveResponse.body as object | undefined) };
    const known = outcomes.get(liveRequest.url) ?? new Set();
    outcomes.set(liveRequest.url, known.add(`${liveResponse.statusCode} ${status}`.trim()));
  }
  return outcomes;
}

/** Lists keep what is not foreign; an answer that is foreign as a whole counts for its status and headers only. */
function withoutForeign(body: unknown, isForeign: (item: unknown) => boolean): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  if (!('value' in body && Array.isArray(body.value))) return isForeign(body) ? undefined : body;
  return { ...body, value: body.value.filter((item) => !isForeign(item)) };
}
