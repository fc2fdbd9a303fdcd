import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { InvokeAnswer } from './invoke-answer.ts';

interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly handle: (authorization: string, body: unknown) => Promise<InvokeAnswer>;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** The address that the bot's registration names. */
const messagesPath = '/api/messages';

const bodyLimit = 256 * 1024;

/** Plain http: TLS ends in front of it. */
export const listen = async ({ host, port, handle }: ListenerOptions): Promise<Listener> => {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => close(server),
  };
};

const answer = async (
  handle: ListenerOptions['handle'],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const path = incoming.url?.split('?')[0];
  const text = await readBody(incoming);
  if (path !== messagesPath) return end(outgoing, { status: 404 });
  if (incoming.method !== 'POST') return end(outgoing, { status: 405 });
  if (text === undefined) return end(outgoing, { status: 413 });
  const body = parsed(text);
  end(outgoing, body === undefined ? { status: 400 } : await handle(incoming.headers.authorization ?? '', body));
};

/** Undefined: too much. It is read to its end all the same, or the sender would not see the answer. */
const readBody = async (incoming: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks).toString('utf8');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const end = (outgoing: ServerResponse, { status, body }: InvokeAnswer): void => {
  outgoing.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' });
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
