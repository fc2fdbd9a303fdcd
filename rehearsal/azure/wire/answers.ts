import { ArmError, errorBody } from './errors.ts';
import type { WireAnswer } from './exchange.ts';
import type { ArmResponse } from './route.ts';

/** Codes that Azure Resource Manager answers with before a service is asked. */
const GATEWAY_CODES = new Set(['ResourceNotFound', 'ResourceGroupNotFound']);

const INTERNAL_ERROR = 'The server encountered an internal error. Please retry the request.';

export function internalError(status = 500): ArmError {
  return new ArmError(status, 'InternalServerError', INTERNAL_ERROR);
}

/** `fromService` is false for what the gateway refuses by itself. */
export function errorAnswer(error: ArmError, fromService: boolean): ArmResponse {
  const cause = fromService && !GATEWAY_CODES.has(error.code) ? 'service' : 'gateway';
  return {
    status: error.status,
    headers: { 'x-ms-failure-cause': cause, ...error.extra.headers },
    body: errorBody(error),
  };
}

/** The answer as it goes to the socket, with the headers that every answer has. */
export function complete(answer: ArmResponse, method: string, standard: Record<string, string>): WireAnswer {
  const { status, body } = answer;
  const headers: Record<string, string> = { ...standard };
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers[name.toLowerCase()] = value;
  if (body === undefined) return { status, headers };
  headers['content-type'] ??= 'application/json; charset=utf-8';
  return method === 'HEAD' ? { status, headers } : { status, headers, body };
}
