import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openAuthority } from '../../../../rehearsal/azure/wire/certificate.ts';
import type { Exchange } from './recording.ts';

export interface Replay {
  readonly url: string;
  /** What was sent, as `METHOD path`, with its body. */
  readonly heard: readonly { readonly call: string; readonly body: unknown }[];
  close(): Promise<void>;
}

const keyOf = (method: string, path: string): string => `${method} ${decodeURIComponent(path).toLowerCase()}`;

/** Answers as Azure did in the recording: each call with the next of its answers, and then with the last one again. */
export const startReplay = async (exchanges: readonly Exchange[]): Promise<Replay> => {
  const answers = new Map<string, Exchange[]>();
  for (const each of exchanges) {
    const key = keyOf(each.method, each.url.pathname);
    answers.set(key, [...(answers.get(key) ?? []), each]);
  }
  const heard: { call: string; body: unknown }[] = [];
  const { certificate, key } = await (await openAuthority(process.env.REHEARSAL_AUTHORITY ?? '')).issue();
  const server = createServer({ cert: certificate, key }, async (incoming, outgoing) => {
    const method = incoming.method ?? '';
    const { pathname } = new URL(incoming.url ?? '', 'https://replay');
    heard.push({ call: `${method} ${pathname}`, body: await bodyOf(incoming) });
    const left = answers.get(keyOf(method, pathname)) ?? [];
    const [next] = left.length > 1 ? left.splice(0, 1) : left;
    outgoing.writeHead(next?.status ?? 200, { 'content-type': 'application/json', ...headersOf(next) });
    // What was not recorded is empty: lists that nobody asked for then.
    outgoing.end(JSON.stringify(next?.body ?? { value: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `https://127.0.0.1:${port}`, heard, close };
};

/** Only those by which an operation is followed. */
const headersOf = (exchange: Exchange | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(exchange?.headers ?? {}).flatMap(([name, value]) =>
      /^(?:azure-asyncoperation|location|retry-after)$/iu.test(name) ? [[name, String(value)]] : [],
    ),
  );

const bodyOf = async (incoming: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
};
