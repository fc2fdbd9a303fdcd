import { describe, expect, test } from 'vitest';
import type { Fault } from '../../rehearsal/azure/wire/faults.ts';
import type { OperationState } from '../../src/operations/state.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { type Bench, startBench, taken } from './bench.ts';
import { afterEachEntry, beforeRecording, beforeSending, Died } from './dying.ts';
import type { Rehearsed } from './rehearsed.ts';

/** So long after a call nobody may still think that Azure could show it later. */
const certainMs = 115_000;

const begin = async (connect: Parameters<typeof startBench>[0], { given, line }: Rehearsed) => {
  const bench = await startBench(connect);
  await given?.(bench);
  const id = await bench.ask(typeof line === 'string' ? line : await line(bench));
  bench.world.forget();
  return { bench, id };
};

const isUncertain = ({ steps = [] }: OperationState): boolean =>
  steps.some(({ standing }) => standing.kind === 'unknown' || standing.kind === 'intended');

/** To its end; where a dangerous call stays unknown, until somebody stops it. */
const toItsEnd = async (
  bench: Bench,
  id: string,
  { turns, seconds }: Rehearsed,
  through?: ReturnType<typeof beforeSending>,
) => {
  const broke = (error: unknown) => {
    if (!(error instanceof Died)) throw error;
  };
  const journey = { turns: 1, seconds, broke, ...(through && { through }) };
  for (let count = 0; count < turns * 2; count += 1) {
    const state = await bench.carryOut(id, journey);
    if (state.ended) return state;
    if (isUncertain(state)) bench.clock.aheadMs += certainMs;
    if (count === turns) await bench.say('cleo', `stop ${id}`);
  }
  return bench.state(id);
};

const timesEach = (operations: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(operations)].map((each) => [each, operations.filter((it) => it === each).length]));

/** In fair weather, so that what a storm sends can be held against it. */
const fair = new Map<Rehearsed, Readonly<Record<string, number>>>();

const faults: readonly (readonly [string, Fault])[] = [
  ['is answered with "too many requests"', { kind: 'throttle', retryAfter: 1 }],
  ['fails with 500 after it was accepted', { kind: 'error-after-accepting', status: 500 }],
  ['is answered by nobody after it was accepted', { kind: 'drop-after-accepting' }],
  ['breaks off before it was read', { kind: 'drop-before-accepting' }],
  ['is slow', { kind: 'slow', milliseconds: 20 }],
];

const deaths = [
  ['between its intent and the call', beforeSending, true],
  ['between the answer and writing it down', beforeRecording, false],
  ['after everything that it writes', afterEachEntry, true],
] as const;

/** Carries each to its end in fair weather, through faults of each call, and over the deaths of workers. */
export const rehearse = (name: string, list: readonly Rehearsed[]): void =>
  describeOnRedis(name, (connect) => {
    describe.each(list.map((each) => [each.how ?? each.workflow, each] as const))('%s', (_name, each) => {
      test('comes to its end, and Azure is as it should be', async () => {
        const { bench, id } = await begin(connect, each);

        const state = await toItsEnd(bench, id, each);

        fair.set(each, timesEach(taken(bench.world)));
        expect(state.ended).toMatchObject({ outcome: each.outcome ?? 'done' });
        await each.proves(bench);
      });

      test.each(faults)('when each call %s once, it is sent no more often than it has to be', async (_what, fault) => {
        const { bench, id } = await begin(connect, each);
        for (const operation of Object.keys(fair.get(each) ?? {}))
          bench.world.azure.faults.add({ operation, times: 1 }, fault);

        const state = await toItsEnd(bench, id, each);

        await endsHonestly(bench, state, each, fault.kind === 'drop-before-accepting');
      });

      test.each(deaths)('when the worker dies %s, another one goes on', async (_where, die, neverArrived) => {
        const { bench, id } = await begin(connect, each);

        const state = await toItsEnd(bench, id, each, die());

        await endsHonestly(bench, state, each, neverArrived);
      });
    });
  });

/** Of a call that never arrived nobody can find out: where it must not be repeated, the end says that it is not known. */
const endsHonestly = async (bench: Bench, state: OperationState, each: Rehearsed, neverArrived: boolean) => {
  const usual = fair.get(each) ?? {};
  const often = Object.entries(timesEach(taken(bench.world)));
  // What breaks off before it is read is counted, because the caller cannot know either.
  const allowed = (operation: string) =>
    (usual[operation] ?? 0) + (mayComeTwice(operation) && !each.once.includes(operation) ? 1 : 0);
  const mayComeTwice = (operation: string) => neverArrived || each.harmless?.includes(operation) === true;

  expect(often.filter(([operation, times]) => times > allowed(operation))).toEqual([]);
  const { outcome = 'done' } = each;
  if (!neverArrived || each.once.length === 0) expect(state.ended).toMatchObject({ outcome });
  if (state.ended?.outcome === outcome) return each.proves(bench);
  expect(state.ended?.summary).toContain('never became known');
};
