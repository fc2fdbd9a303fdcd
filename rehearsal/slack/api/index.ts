import type { Limiter } from '../world/limits.ts';
import { isObject, type Json } from '../world/shapes.ts';
import { chatMethods } from './chat.ts';
import { type Method, type Stage, text } from './method.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

const methods: Readonly<Record<string, Method>> = { ...chatMethods, ...viewMethods, ...peopleMethods };

export interface ApiCall {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** Slack's Web API, as far as a bot like this uses it: every method answers 200, but for too many calls. */
export const callApi = ({ method, token, args }: ApiCall, stage: Stage, limiter: Limiter): ApiAnswer => {
  const known = methods[method];
  if (!known) return ok({ ok: false, error: 'unknown_method' });
  const { app } = stage.workspace;
  if (token !== (known.app ? app.appToken : app.botToken)) {
    return ok({ ok: false, error: token ? 'invalid_auth' : 'not_authed' });
  }
  const needed = typeof known.scope === 'function' ? known.scope(args) : known.scope;
  const headers = { 'x-oauth-scopes': app.scopes.join(',') };
  if (needed && !app.scopes.includes(needed)) {
    return ok({ ok: false, error: 'missing_scope', needed, provided: app.scopes.join(',') }, headers);
  }
  const wait = limiter(method, text(args, 'channel'));
  if (wait !== undefined) {
    return { status: 429, headers: { 'retry-after': String(wait) }, body: { ok: false, error: 'ratelimited' } };
  }
  return ok(answered(known.run(args, stage)), headers);
};

const answered = (answer: ReturnType<Method['run']>): Json => {
  if (!('error' in answer)) return { ok: true, ...answer };
  const details = isObject(answer) && Array.isArray(answer.details) ? answer.details : undefined;
  return {
    ok: false,
    error: answer.error,
    ...(details && { errors: details, response_metadata: { messages: details } }),
  };
};

const ok = (body: Json, headers: Readonly<Record<string, string>> = {}): ApiAnswer => ({ status: 200, headers, body });
