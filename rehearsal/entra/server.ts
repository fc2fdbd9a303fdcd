import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { instanceDiscovery, openidConfiguration } from './discovery.ts';
import type { Directory, EntraAnswer, EntraCall } from './exchange.ts';
import { answerIdentityRequest } from './managed-identity.ts';
import { EntraRefusal, refusalAnswer, refuse } from './refusals.ts';
import { answerTokenRequest } from './token-endpoint.ts';

const bodyLimit = 256 * 1024;

interface EntraServer {
  readonly url: string;
  close(): Promise<void>;
}

interface ServerKeys {
  readonly certificate: string;
  readonly key: string;
}

/** Entra's addresses and the machine's identity address, on the loopback address only. */
export async function serveEntra(directory: Directory, keys: ServerKeys, port: number): Promise<EntraServer> {
  const server = createServer({ cert: keys.certificate, key: keys.key }, (incoming, outgoing) => {
    answer(directory, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('tlsClientError', (_problem, socket) => socket.destroy());
  server.on('clientError', (_problem, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${address.port}`, close: () => close(server) };
}

async function answer(directory: Directory, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  const origin = `https://${incoming.headers.host ?? '127.0.0.1'}`;
  const correlationId = headerOf(incoming, 'client-request-id') ?? crypto.randomUUID();
  const answered = await respond(directory, incoming, body, origin).catch((problem: unknown) => {
    if (!(problem instanceof EntraRefusal)) throw problem;
    return refusalAnswer(problem, directory.entra.now(), correlationId, origin);
  });
  outgoing.writeHead(answered.status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store, no-cache',
    'client-request-id': correlationId,
    'x-ms-request-id': crypto.randomUUID(),
  });
  outgoing.end(JSON.stringify(answered.body));
}

async function respond(
  directory: Directory,
  incoming: IncomingMessage,
  body: string | undefined,
  origin: string,
): Promise<EntraAnswer> {
  const call = callOf(incoming, body, origin);
  return call ? route(directory, call) : notFound;
}

/** Undefined where the address cannot be read. */
function callOf(incoming: IncomingMessage, body: string | undefined, origin: string): EntraCall | undefined {
  if (!URL.canParse(incoming.url ?? '/', origin)) return undefined;
  const { pathname, searchParams } = new URL(incoming.url ?? '/', origin);
  const isForm = headerOf(incoming, 'content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  return {
    method: incoming.method ?? 'GET',
    path: pathname.split('/').filter((segment) => segment !== ''),
    query: searchParams,
    form: isForm && body !== undefined ? new URLSearchParams(body) : undefined,
    headers: Object.fromEntries(Object.keys(incoming.headers).map((name) => [name, headerOf(incoming, name)])),
    origin,
  };
}

const notFound: EntraAnswer = { status: 404, body: { error: 'not_found' } };

async function route(directory: Directory, call: EntraCall): Promise<EntraAnswer> {
  const [tenant = '', ...rest] = call.path;
  const address = rest.join('/').toLowerCase();
  if (tenant.toLowerCase() === 'msi' && address === 'token') return answerIdentityRequest(directory, call);
  if (address === 'discovery/instance') return instanceDiscovery(call, directory.entra.tenantId);
  const serve = tenantAddresses.get(address);
  if (!serve) return notFound;
  requireTenant(directory, tenant);
  return serve(directory, call);
}

type Serve = (directory: Directory, call: EntraCall) => EntraAnswer | Promise<EntraAnswer>;

const serveKeys: Serve = ({ entra }) => ({ status: 200, body: entra.keys });
const serveMetadata: Serve = ({ entra }, call) => openidConfiguration(call, entra.tenantId);

const tenantAddresses: ReadonlyMap<string, Serve> = new Map([
  ['oauth2/v2.0/token', answerTokenRequest],
  ['oauth2/token', answerTokenRequest],
  ['discovery/v2.0/keys', serveKeys],
  ['discovery/keys', serveKeys],
  ['v2.0/.well-known/openid-configuration', serveMetadata],
  ['.well-known/openid-configuration', serveMetadata],
]);

const anyTenant = new Set(['common', 'organizations']);

function requireTenant({ entra }: Directory, tenant: string): void {
  const name = tenant.toLowerCase();
  if (name !== entra.tenantId.toLowerCase() && !anyTenant.has(name)) throw refuse.unknownTenant(tenant);
}

/** Undefined where nothing, or too much, was sent. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size === 0 || size > bodyLimit ? undefined : Buffer.concat(chunks).toString('utf8');
}

function headerOf(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
