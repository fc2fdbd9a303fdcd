import type { HttpMethods } from '@azure/core-rest-pipeline';
import type { Answer } from './call.ts';
import type { Clients } from './clients.ts';

interface RawRequest {
  readonly method?: HttpMethods;
  /** From `/subscriptions` on, with the query: never a host, so that the token goes nowhere else. */
  readonly path: string;
  readonly body?: unknown;
}

/** A request that no SDK knows how to make. Any status is an answer; it is the caller's to judge. */
export const askRaw = async (
  clients: Clients,
  resourceManager: string,
  { method = 'GET', path, body }: RawRequest,
): Promise<Answer> => {
  const [client, { createHttpHeaders, createPipelineRequest }] = await Promise.all([
    clients.raw(),
    import('@azure/core-rest-pipeline'),
  ]);
  // `@elsewhere` and `.elsewhere` behind the host would be another host.
  if (!/^\/(subscriptions|providers)\b/iu.test(path)) throw new Error(`Not a path of Azure's: ${path.slice(0, 200)}`);
  const response = await client.sendRequest(
    createPipelineRequest({
      url: resourceManager.replace(/\/+$/u, '') + path,
      method,
      headers: createHttpHeaders({
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, headers: response.headers.toJSON(), body: response.bodyAsText ?? '' };
};
