import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Readiness } from './readiness.ts';

interface Served {
  readonly host: string;
  readonly port: number;
  readonly registry: Registry;
  readonly readiness: () => Promise<Readiness>;
  readonly failed: (error: unknown) => void;
}

/** Offers `/metrics`, `/healthz` and `/readyz`: nothing there is a secret, and nothing can be changed by it. */
export const serveMetrics = async ({ host, port, registry, readiness, failed }: Served) => {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<unknown>>> = {
    '/healthz': async (response) => answer(response, 200, 'text/plain', 'alive\n'),
    '/readyz': async (response) => {
      const state = await readiness();
      answer(response, state.ready ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
    },
    '/metrics': async (response) => answer(response, 200, registry.contentType, await registry.metrics()),
  };
  const server = createServer((request, response) => {
    const asked = request.method === 'GET' && answers[request.url ?? ''];
    if (!asked) return answer(response, 404, 'text/plain', 'There are /metrics, /healthz and /readyz.\n');
    asked(response).catch((error: unknown) => {
      failed(error);
      answer(response, 500, 'text/plain', 'This could not be told.\n');
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { port: (server.address() as AddressInfo).port, close };
};

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
};
