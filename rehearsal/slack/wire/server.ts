import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parse } from 'node:querystring';
import type { ApiAnswer, ApiCall } from '../api/index.ts';
import { isObject, type Json } from '../world/shapes.ts';

interface Handlers {
  readonly api: (call: ApiCall) => Promise<ApiAnswer | 'break'>;
  readonly respond: (key: string, body: unknown) => ApiAnswer;
  readonly upgrade: (request: IncomingMessage, socket: Socket) => void;
}

const bodyMost = 4 * 1024 * 1024;

/** The sockets: http on the loopback address only. */
export const startServer = async (port: number, handlers: Handlers) => {
  const server = createServer((incoming, outgoing) => {
    answer(handlers, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('upgrade', (request, socket) => handlers.upgrade(request, socket as Socket));
  server.on('clientError', (_problem, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: used } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${used}`, close };
};

const answer = async (handlers: Handlers, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const body = await readBody(incoming);
  const path = (incoming.url ?? '/').split('?')[0] ?? '/';
  const [, kind, name = ''] = path.split('/');
  if (body === undefined || (kind !== 'api' && kind !== 'respond')) return void outgoing.writeHead(404).end();
  const json = incoming.headers['content-type']?.startsWith('application/json') ?? false;
  const read = parsed(body, json);
  if (kind === 'respond') return write(outgoing, handlers.respond(name, read));
  const args = isObject(read) ? read : {};
  const result = await handlers.api({ method: name, token: tokenOf(incoming, args), args });
  if (result === 'break') incoming.socket.destroy();
  else write(outgoing, result);
};

const readBody = async (incoming: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyMost) chunks.push(chunk);
  }
  return size > bodyMost ? undefined : Buffer.concat(chunks).toString('utf8');
};

const parsed = (body: string, json: boolean): unknown => {
  if (!json) return { ...parse(body) };
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const tokenOf = (incoming: IncomingMessage, args: Json): string => {
  const [, bearer] = /^Bearer (.+)$/u.exec(incoming.headers.authorization ?? '') ?? [];
  return bearer ?? (typeof args.token === 'string' ? args.token : '');
};

const write = (outgoing: ServerResponse, { status, headers, body }: ApiAnswer): void => {
  outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  outgoing.end(JSON.stringify(body));
};
