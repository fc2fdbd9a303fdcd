import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundlePage } from './bundle.ts';
import { players, stage } from './cast.ts';
import type { Chats } from './chats.ts';
import { carryOut } from './deeds.ts';
import { createLive } from './live.ts';

/** Both chats on one page, for this machine alone. */
export const startPage = async (
  chats: Chats,
  port: number,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const assets = await bundlePage();
  const live = createLive(chats);
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    // Another site must not act here through the browser of whoever has both open.
    const { host: asked, origin = `http://${host}` } = incoming.headers;
    if (asked !== host || origin !== `http://${host}`) return write(outgoing, 403, 'text/plain', 'Not from there.');
    const { pathname, searchParams } = new URL(incoming.url ?? '/', `http://${host}`);
    const asset = assets.get(pathname);
    if (incoming.method === 'POST' && pathname === '/deeds') {
      return writeJson(outgoing, await carryOut(chats, JSON.parse(await readBody(incoming))));
    }
    if (incoming.method !== 'GET') return write(outgoing, 405, 'text/plain', 'Not that way.');
    if (asset) return write(outgoing, 200, asset.type, asset.body);
    if (pathname === '/stage') return writeJson(outgoing, stage);
    const who = players.find(({ id }) => id === searchParams.get('as'));
    if (pathname === '/live' && who) return live.open(who.id, outgoing);
    write(outgoing, 404, 'text/plain', 'Nothing here.');
  };

  const close = () =>
    new Promise<void>((resolve) => {
      live.close();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}`, close };
};

/** What a message says is shown and never run, and nothing is loaded from elsewhere: the browser sees to that as well. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";

const write = (outgoing: ServerResponse, status: number, type: string, body: string): void => {
  outgoing.writeHead(status, {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  outgoing.end(body);
};

const writeJson = (outgoing: ServerResponse, body: unknown): void =>
  write(outgoing, 200, 'application/json; charset=utf-8', JSON.stringify(body));

const bodyLimit = 256 * 1024;

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('Too much.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
