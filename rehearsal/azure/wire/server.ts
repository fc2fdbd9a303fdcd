import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server as Listener } from 'node:net';
import type { Authority } from './certificate.ts';
import type { Control } from './control.ts';
import type { Dispatch } from './dispatch.ts';
import type { Exchange, WireAnswer, WireCall } from './exchange.ts';
import { type Door, openDoor } from './two-protocols.ts';

const BODY_LIMIT = 4 * 1024 * 1024;
const CONTROL = '/_rehearsal/';

interface ServerOptions {
  readonly authority: Authority;
  readonly port: number;
  readonly dispatch: Dispatch;
  readonly control: Control;
  readonly onExchange: (exchange: Exchange) => void;
}

interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The sockets: https on the loopback address only. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { certificate, key } = await options.authority.issue();
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    answer(options, incoming, outgoing).catch(() => outgoing.destroy());
  });
  // Whatever is not TLS or not HTTP ends its own connection and nothing more.
  server.on('tlsClientError', (_problem, socket) => socket.destroy());
  server.on('clientError', (_problem, socket) => socket.destroy());
  const door = openDoor(server);
  await listen(door.listener, options.port);
  const { port } = door.listener.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, close: () => close(door) };
}

async function answer(options: ServerOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const call = await readCall(incoming);
  if (call.url.startsWith(CONTROL)) {
    write(outgoing, options.control(call));
    return;
  }
  const exchange = await options.dispatch(call);
  options.onExchange(exchange);
  if (exchange.answer === undefined) incoming.socket.destroy();
  else write(outgoing, exchange.answer);
}

async function readCall(incoming: IncomingMessage): Promise<WireCall> {
  const { body, bodyTooLarge } = await readBody(incoming);
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: singleHeaders(incoming),
    body,
    bodyTooLarge,
    origin: `https://${incoming.headers.host ?? '127.0.0.1'}`,
  };
}

/** What is over the limit is read to its end and thrown away: the caller is still sending and would not see the answer. */
async function readBody(incoming: IncomingMessage): Promise<{ body: string | undefined; bodyTooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) return { body: undefined, bodyTooLarge: true };
  return { body: size === 0 ? undefined : Buffer.concat(chunks).toString('utf8'), bodyTooLarge: false };
}

function singleHeaders(incoming: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function write(outgoing: ServerResponse, { status, headers, body }: WireAnswer): void {
  const content = body === undefined ? '' : JSON.stringify(body);
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(content) });
  outgoing.end(content);
}

function listen(listener: Listener, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', resolve);
  });
}

function close({ listener, endAll }: Door): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve());
    endAll();
  });
}
