import type { ConnectorClientOptions } from 'botframework-connector';
import { z } from 'zod';
import { isNeverSent } from '../../chat/never-sent.ts';

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;

/** Why a call to the Bot Connector came to nothing. */
export class ConnectorProblem extends Error {
  /** Absent: no answer came. */
  readonly status: number | undefined;
  readonly reason: string;
  readonly retryAfterMs: number | undefined;
  /** It cannot have arrived. */
  readonly neverSent: boolean;

  constructor(about: { status?: number; reason: string; retryAfterMs?: number | undefined; neverSent?: boolean }) {
    super(`The Bot Connector: ${about.reason}.`);
    this.status = about.status;
    this.reason = about.reason;
    this.retryAfterMs = about.retryAfterMs;
    this.neverSent = about.neverSent ?? false;
  }
}

const patienceMs = 15_000;

/**
 * One request, once. The SDK repeats whatever it can, also what may have been said already; it never sees a failure
 * here that it would repeat, so that repeating stays the decision of whoever knows what was sent.
 */
export const oneRequest: HttpClient = {
  async sendRequest(request) {
    const { status, type, text } = await requested(request.url, {
      method: request.method,
      headers: request.headers.toJson(),
      ...(request.body !== undefined && { body: String(request.body) }),
    });
    const headers = request.headers.clone();
    for (const name of headers.headerNames()) headers.remove(name);
    headers.set('content-type', type);
    return { request, status, headers, bodyAsText: text };
  },
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Fails with a ConnectorProblem where it was not done. */
export const requested = async (url: string, init: RequestInit): Promise<Answer> => {
  const response = await fetched(url, init);
  const text = await response.text().catch(() => {
    throw new ConnectorProblem({ reason: 'the answer broke off' });
  });
  if (!response.ok) throw refusedWith(response, text);
  return { status: response.status, type: response.headers.get('content-type') ?? 'application/json', text };
};

const fetched = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    const code = codeOf(error);
    throw new ConnectorProblem({ reason: code, neverSent: isNeverSent(code) });
  }
};

const withCode = z.object({ code: z.string() });
const withCause = z.object({ cause: withCode });

const codeOf = (error: unknown): string => {
  const cause = withCause.safeParse(error);
  if (cause.success) return cause.data.cause.code;
  const own = withCode.safeParse(error);
  return own.success ? own.data.code : 'no answer';
};

const problemShape = z.object({ error: z.object({ code: z.string() }) });

const refusedWith = (response: Response, body: string): ConnectorProblem => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ConnectorProblem({
    status: response.status,
    reason: reasonIn(body) ?? `status ${response.status}`,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
  });
};

const reasonIn = (body: string): string | undefined => {
  try {
    return problemShape.parse(JSON.parse(body)).error.code;
  } catch {
    return undefined;
  }
};
