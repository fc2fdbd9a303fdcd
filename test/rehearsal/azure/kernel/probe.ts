import { ServiceClient } from '@azure/core-client';
import { createHttpHeaders, createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import { ArmError } from '../../../../rehearsal/azure/wire/errors.ts';
import type { ArmRequest, Route } from '../../../../rehearsal/azure/wire/route.ts';
import { type Fixture, type FixtureOptions, startFixture } from '../fixture.ts';

const THINGS = '/subscriptions/{subscriptionId}/providers/Microsoft.Probe/things';
const THING = '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/Microsoft.Probe/things/{name}';

/** A resource type of the tests' own: making one takes 100 seconds. */
const probeRoutes: Route[] = [
  probe('Things_Get', 'GET', THING, 'Microsoft.Probe/things/read', ({ path, world }) => ({
    status: 200,
    body: world.resources.get(path) ?? notFound(path),
  })),
  probe('Things_List', 'GET', THINGS, 'Microsoft.Probe/things/read', ({ world }) => ({
    status: 200,
    body: { value: world.resources.list('Microsoft.Probe/things') },
  })),
  probe('Things_Put', 'PUT', THING, 'Microsoft.Probe/things/write', makeThing),
  probe('Things_Break', 'POST', `${THING}/break`, 'Microsoft.Probe/things/break/action', () => {
    throw new TypeError('a handler with a bug');
  }),
];

function probe(
  operation: string,
  method: Route['method'],
  path: string,
  action: string,
  handle: Route['handle'],
): Route {
  return { operation, method, path, action, coverage: 'supported', handle };
}

function makeThing({ path, params, body, world, origin }: ArmRequest) {
  const location = String((body as { location?: unknown }).location ?? 'eastus');
  const complete = () =>
    world.resources.put({
      id: path,
      name: params.name ?? '',
      type: 'Microsoft.Probe/things',
      location,
      properties: {},
    });
  const operation = world.operations.start({ service: 'probe', seconds: 100, complete });
  return { status: 202, headers: { Location: `${origin}/operations/${operation.id}`, 'x-operation': operation.id } };
}

function notFound(path: string): never {
  throw new ArmError(404, 'ResourceNotFound', `The Resource '${path}' was not found.`);
}

interface Sent {
  readonly method?: HttpMethods;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly principal?: string;
}

interface Received {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

export interface ProbeFixture extends Fixture {
  readonly thing: string;
  /** Sends one request as a principal and never again; a path without a query gets an api-version. */
  send(sent: Sent): Promise<Received>;
  code(sent: Sent): Promise<[number, string | undefined]>;
}

export async function startProbe(options: FixtureOptions = {}): Promise<ProbeFixture> {
  const fixture = await startFixture({ ...options, extraRoutes: [...probeRoutes, ...(options.extraRoutes ?? [])] });
  const send = (sent: Sent) => sendOnce(fixture, sent);
  return {
    ...fixture,
    thing: `/subscriptions/${fixture.subscriptionId}/resourceGroups/app/providers/Microsoft.Probe/things/one`,
    send,
    async code(sent) {
      const { status, body } = await send(sent);
      return [status, (body as { error?: { code?: string } } | undefined)?.error?.code];
    },
  };
}

async function sendOnce(
  fixture: Fixture,
  { method = 'GET', path, body, headers = {}, principal }: Sent,
): Promise<Received> {
  const client = new ServiceClient({ credential: fixture.credential(principal), ...fixture.expectingError });
  const url = `${fixture.endpoint}${path}${path.includes('?') ? '' : '?api-version=2024-01-01'}`;
  const contentType: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const request = createPipelineRequest({ method, url, headers: createHttpHeaders({ ...contentType, ...headers }) });
  if (body !== undefined) request.body = body;
  const response = await client.sendRequest(request);
  const text = response.bodyAsText;
  return { status: response.status, headers: response.headers.toJSON(), body: text ? JSON.parse(text) : undefined };
}
