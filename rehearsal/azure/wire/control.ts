import { z } from 'zod';
import type { Clock } from '../world/clock.ts';
import { parseJson } from './body.ts';
import { ArmError, errorBody } from './errors.ts';
import type { WireAnswer, WireCall } from './exchange.ts';
import type { Fault, FaultMatch, Faults } from './faults.ts';
import type { CallLog } from './log.ts';

export type Control = (call: WireCall) => WireAnswer;

interface ControlOptions {
  readonly clock: () => Clock;
  readonly faults: Faults;
  readonly log: CallLog;
  readonly coverage: () => unknown;
  readonly scenario: string;
  readonly reset: () => void;
}

const clockOrder = z.strictObject({ advanceSeconds: z.number().nonnegative() });

const regionOrder = z.strictObject({ region: z.string().min(1) });

const faultOrder = z.strictObject({
  match: z
    .strictObject({
      operation: z.string().optional(),
      method: z.string().optional(),
      path: z.string().transform(toPattern).optional(),
      after: z.int().nonnegative().optional(),
      times: z.int().positive().optional(),
    })
    .default({}),
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('throttle'), retryAfter: z.int().positive().optional() }),
    z.strictObject({
      kind: z.literal('error'),
      status: z.int().min(400).max(599),
      code: z.string(),
      message: z.string(),
    }),
    z.strictObject({ kind: z.literal('error-after-accepting'), status: z.int().min(400).max(599) }),
    z.strictObject({ kind: z.literal('drop-after-accepting') }),
    z.strictObject({ kind: z.literal('drop-before-accepting') }),
    z.strictObject({ kind: z.literal('slow'), milliseconds: z.int().positive().max(600_000) }),
    z.strictObject({ kind: z.literal('stuck') }),
    z.strictObject({
      kind: z.literal('fail-at'),
      percent: z.number().min(0).max(100),
      code: z.string(),
      message: z.string(),
    }),
  ]),
});

/** The side door for people and tests: `/_rehearsal/...`, on the same loopback address, never an ARM path. */
export function createControl(options: ControlOptions): Control {
  const doors = doorsOf(options);
  return (call) => {
    const [path = ''] = call.url.split('?');
    const door = doors[`${call.method} ${path.slice('/_rehearsal/'.length)}`];
    try {
      if (door === undefined) throw new ArmError(404, 'NotFound', `There is no '${call.method} ${path}' here.`);
      return answer(200, door(call.body === undefined ? undefined : parseJson(call.body)));
    } catch (problem) {
      if (problem instanceof ArmError) return answer(problem.status, errorBody(problem));
      if (problem instanceof z.ZodError)
        return answer(400, { error: { code: 'BadOrder', message: z.prettifyError(problem) } });
      throw problem;
    }
  };
}

function doorsOf({
  clock,
  faults,
  log,
  coverage,
  scenario,
  reset,
}: ControlOptions): Record<string, (body: unknown) => unknown> {
  const time = () => ({ now: new Date(clock().now()).toISOString(), speed: clock().speed });
  const doing = (act: (body: unknown) => void) => (body: unknown) => {
    act(body);
    return time();
  };
  return {
    'GET health': () => ({ scenario, ...time() }),
    'GET log': () => ({ value: log.lines() }),
    'GET coverage': () => ({ value: coverage() }),
    'GET clock': time,
    'POST clock': doing((body) => advance(clock(), clockOrder.parse(body).advanceSeconds)),
    'POST reset': doing(reset),
    'POST faults': doing((body) => addFault(faults, faultOrder.parse(body))),
    'DELETE faults': doing(() => faults.clear()),
    'POST region/down': doing((body) => faults.regionDown(regionOrder.parse(body).region)),
    'POST region/up': doing((body) => faults.regionUp(regionOrder.parse(body).region)),
  };
}

function advance(clock: Clock, seconds: number): void {
  if (clock.speed !== 0) throw new ArmError(409, 'ClockIsRunning', 'Only a stepped clock can be advanced.');
  clock.advance(seconds);
}

function addFault(faults: Faults, { match, fault }: z.output<typeof faultOrder>): void {
  faults.add(match as FaultMatch, fault as Fault);
}

/** A regular expression, matched without regard to letter case. */
function toPattern(source: string, context: z.RefinementCtx): RegExp {
  try {
    return new RegExp(source, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: 'not a regular expression' });
    return z.NEVER;
  }
}

function answer(status: number, body: unknown): WireAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }, body };
}
