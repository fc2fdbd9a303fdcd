import { appendFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Exchange } from './exchange.ts';

/** A caller sets it to 1 on a request that is bad on purpose. */
const EXPECT_ERROR = 'x-rehearsal-expect-error';
const NEVER_KEPT = new Set(['authorization', 'cookie', 'set-cookie', EXPECT_ERROR]);

/**
 * Appends traffic to `file`, one JSON object a line. Calls that a fault struck and calls that are bad on purpose go to
 * the folder `faults` beside it: specs say nothing about those.
 */
export function createRecorder(file: string): (exchange: Exchange) => void {
  const apart = join(dirname(file), 'faults', `${basename(file).replace(/\.jsonl$/, '')}.faults.jsonl`);
  mkdirSync(dirname(file), { recursive: true });

  return (exchange) => {
    const line = recordLine(exchange);
    if (line === undefined) return;
    if (!exchange.struck && exchange.call.headers[EXPECT_ERROR] !== '1') return appendFileSync(file, line);
    mkdirSync(dirname(apart), { recursive: true });
    appendFileSync(apart, line);
  };
}

function recordLine({ call, sentBody, operation, answer }: Exchange): string | undefined {
  if (answer === undefined) return undefined;
  const liveRequest = { method: call.method, url: call.url, headers: keptHeaders(call.headers), body: sentBody };
  const { status, headers, body } = answer;
  const liveResponse = { statusCode: String(status), headers: keptHeaders(headers), body };
  return `${JSON.stringify({ operation, liveRequest, liveResponse })}\n`;
}

function keptHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NEVER_KEPT.has(name)));
}
