import type { z } from 'zod';
import { ArmError } from './errors.ts';
import type { WireCall } from './exchange.ts';
import type { ArmRequest } from './route.ts';

/** The request's body in the shape the schema asks for; ARM's own refusal, naming the fields, where it is not. */
export function parseBody<Schema extends z.ZodType>(request: ArmRequest, schema: Schema): z.output<Schema> {
  if (request.body === undefined) {
    throw new ArmError(400, 'InvalidRequestContent', 'The request content was invalid: the request body is required.');
  }
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  const message = `The request content was invalid and could not be deserialized: '${problems.join('; ')}'.`;
  throw new ArmError(400, 'InvalidRequestContent', message, { target: issueTarget(parsed.error.issues[0]?.path) });
}

function issueTarget(path: readonly PropertyKey[] | undefined): string | undefined {
  return path === undefined || path.length === 0 ? undefined : path.map(String).join('.');
}

/** JSON text of a request; `__proto__` keys are left out, so that no handler can be made to touch a prototype. */
export function parseJson(text: string): unknown {
  try {
    if (!text.includes('__proto__')) return JSON.parse(text);
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : 'not JSON';
    const message = `The request content was invalid and could not be deserialized: '${reason}'.`;
    throw new ArmError(400, 'InvalidRequestContent', message);
  }
}

/** The JSON that a call brings, or undefined; refuses what is too large and what is something else. */
export function readBody({ body, bodyTooLarge, headers }: WireCall): unknown {
  if (bodyTooLarge) {
    const message = 'The request content size exceeds the maximum size of 4 MB.';
    throw new ArmError(413, 'RequestEntityTooLarge', message);
  }
  if (body === undefined || body === '') return undefined;
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^(application|text)\/([\w.-]+\+)?json$/.test(mediaType)) {
    const message = `The content media type '${mediaType || '<null>'}' is not supported. Only 'application/json' is supported.`;
    throw new ArmError(415, 'UnsupportedMediaType', message);
  }
  return parseJson(body);
}
