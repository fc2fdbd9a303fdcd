import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Authority } from '../azure/wire/certificate.ts';
import type { TokenVerifier } from '../entra/tokens.ts';
import type { ChannelKeys } from './channel-keys.ts';
import { answerConnectorCall, type ConnectorAnswer, type ConnectorParts, refusalAnswer } from './connector.ts';
import { refuse } from './refusals.ts';

interface TeamsServer {
  readonly url: string;
  close(): Promise<void>;
}

interface ServerParts extends ConnectorParts {
  readonly authority: Authority;
  readonly port: number;
  readonly tokens: TokenVerifier;
  readonly appId: string;
  readonly keys: ChannelKeys;
  /** Every call of the bot's that was answered. */
  readonly onCall: (call: { readonly method: string; readonly path: string; readonly status: number }) => void;
}

/** Where a bot is told to answer: one of the regions. */
export const servicePath = '/emea/';

/** The Bot Connector and the channel service's metadata, on the loopback address only. */
export const serveTeams = async (parts: ServerParts): Promise<TeamsServer> => {
  const { certificate, key } = await parts.authority.issue();
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    answer(parts, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('tlsClientError', (_problem, socket) => socket.destroy());
  server.on('clientError', (_problem, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `https://127.0.0.1:${port}`, close };
};

const answer = async (parts: ServerParts, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host ?? '127.0.0.1'}`);
  const method = incoming.method ?? 'GET';
  const text = await readBody(incoming);
  const metadata = method === 'GET' ? parts.keys.answer(url) : undefined;
  if (metadata) return write(outgoing, { status: 200, body: metadata });
  const fault = parts.faults.take(method);
  const carryOut = () => respond(parts, incoming, url, text).catch(refusalAnswer);
  const answered = fault && !fault.accepted ? undefined : await carryOut();
  const { status, retryAfter } = fault ?? {};
  if (fault && status === undefined) return void incoming.socket.destroy();
  const error = { error: { code: fault?.code ?? 'ServiceError', message: 'The rehearsal was told to fail.' } };
  const given = fault ? { status: status ?? 500, body: error, retryAfter } : (answered as ConnectorAnswer);
  parts.onCall({ method, path: url.pathname, status: given.status });
  write(outgoing, given);
};

const respond = async (
  parts: ServerParts,
  incoming: IncomingMessage,
  url: URL,
  text: string,
): Promise<ConnectorAnswer> => {
  await requireBot(parts, incoming.headers.authorization ?? '');
  const prefix = `${servicePath}v3/conversations`;
  if (!url.pathname.startsWith(prefix)) throw refuse.noRoute();
  const path = url.pathname.slice(prefix.length).split('/').filter(Boolean).map(decodeURIComponent);
  return answerConnectorCall(parts, {
    method: incoming.method ?? 'GET',
    path,
    query: url.searchParams,
    body: parsed(text),
    size: text.length * 2,
  });
};

/** Only the bot itself, by a token that Entra gave it for this service. */
const requireBot = async ({ tokens, appId }: ServerParts, header: string): Promise<void> => {
  const verdict = await tokens.verify(/^Bearer (\S+)$/u.exec(header)?.[1] ?? '');
  if (!('principal' in verdict) || verdict.principal.appId !== appId) throw refuse.unauthorized();
};

const parsed = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.badSyntax('The body is not JSON.');
  }
};

const bodyLimit = 1024 * 1024;

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const write = (
  outgoing: ServerResponse,
  { status, body, retryAfter }: ConnectorAnswer & { retryAfter?: number | undefined },
) => {
  outgoing.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
  outgoing.end(JSON.stringify(body));
};
