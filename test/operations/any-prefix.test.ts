import fc from 'fast-check';
import { expect, test } from 'vitest';
import { journalStart } from '../../src/approvals/start.ts';
import { Engine } from '../../src/operations/engine.ts';
import type { Entry } from '../../src/operations/entry.ts';
import { fold, type OperationState } from '../../src/operations/state.ts';
import type { Journal, Recorded } from '../../src/ports/journal.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { sampleRequest } from '../sample/request.ts';
import { createFickleAzure, type FickleAzure, fickleSteps, type Trait, traits } from './fickle-azure.ts';

const trait: fc.Arbitrary<Trait> = fc.record({
  answers: fc.constantFrom(...traits),
  dangerous: fc.boolean(),
  polls: fc.integer({ min: 0, max: 3 }),
  fails: fc.boolean(),
  stage: fc.integer({ min: 0, max: 1 }),
});

/** Lanes of steps; within a lane a later step is of no lower stage. */
const batch = fc
  .array(fc.array(trait, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((lanes) => lanes.map((lane) => lane.toSorted((one, other) => one.stage - other.stage)));

class Crash extends Error {}

type Moment = 'before' | 'after';

describeOnRedis('Of an operation', (connect) => {
  const open = async () => {
    const journal = journalOn(await openStore(await connect()));
    let count = 0;
    const begin = async (lanes: readonly (readonly Trait[])[], stopAfterFailures: number) => {
      count += 1;
      return beginOn(journal, `DR-${count}`, lanes, stopAfterFailures);
    };
    return begin;
  };

  test('any prefix resumes to the same end, and repeats nothing that is dangerous', async () => {
    const begin = await open();

    await fc.assert(
      fc.asyncProperty(batch, fc.nat(60), fc.constantFrom<Moment>('before', 'after'), async (lanes, at, moment) => {
        const [fair, torn] = [await begin(lanes, 99), await begin(lanes, 99)];

        const whole = await fair.toItsEnd();
        const resumed = await torn.toItsEnd({ at, moment });

        const unknown = resumed.steps?.filter(({ standing }) => standing.kind === 'unknown') ?? [];
        expect(torn.repeated()).toEqual([]);
        if (unknown.length === 0) {
          expect(endOf(resumed, torn.azure)).toEqual(endOf(whole, fair.azure));
          return;
        }
        // Of a call that never arrived nobody can find out; whatever arrived is found.
        expect(unknown.filter(({ name, dangerous }) => !dangerous || torn.azure.accepted.has(name))).toEqual([]);
        expect(['stopped', 'failed']).toContain(resumed.ended?.outcome);
      }),
      { numRuns: 30 },
    );
  });

  test('any prefix with a limit of failures begins no lane beyond it, and ends', async () => {
    const begin = await open();

    await fc.assert(
      fc.asyncProperty(batch, fc.nat(60), async (lanes, at) => {
        const torn = await begin(lanes, 1);

        const resumed = await torn.toItsEnd({ at, moment: 'after' });

        expect(resumed.ended).toBeDefined();
        expect(torn.repeated()).toEqual([]);
        expect(begunAfterFailure((await torn.recorded()).entries)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('the state is the same whether its journal is read at once or entry by entry', async () => {
    const begin = await open();

    await fc.assert(
      fc.asyncProperty(batch, async (lanes) => {
        const { toItsEnd, recorded } = await begin(lanes, 2);
        await toItsEnd();
        const { entries } = await recorded();

        const prefixes = entries.map((_, index) => prefixOf(entries, index + 1));

        for (const prefix of prefixes) expect(fold('DR-1', prefix)).toEqual(fold('DR-1', structuredClone(prefix)));
        expect(prefixes.map((each) => fold('DR-1', each).ended !== undefined).indexOf(true)).toBe(entries.length - 1);
      }),
      { numRuns: 20 },
    );
  });
});

const prefixOf = (entries: Recorded['entries'], length: number): Recorded => ({
  version: length,
  entries: entries.slice(0, length),
});

/** Lanes that began at a later time than the first failure. */
const begunAfterFailure = (entries: Recorded['entries']): readonly string[] => {
  const failedAt = entries.find(({ kind }) => kind === 'failed')?.at ?? Number.POSITIVE_INFINITY;
  const firsts = new Map<string, number>();
  for (const entry of entries) {
    if (!('step' in entry) || entry.kind === 'progressed') continue;
    const [lane = ''] = entry.step.split('-');
    if (!firsts.has(lane)) firsts.set(lane, entry.at);
  }
  return [...firsts].filter(([, at]) => at > failedAt).map(([lane]) => lane);
};

const endOf = (state: OperationState, azure: FickleAzure) => ({
  ended: { outcome: state.ended?.outcome, summary: state.ended?.summary },
  steps: state.steps?.map(({ name, standing }) => [name, standing.kind]),
  azure: [...azure.accepted].sort(),
});

const beginOn = async (
  stored: Journal,
  id: string,
  lanes: readonly (readonly Trait[])[],
  stopAfterFailures: number,
) => {
  const clock = { now: Date.now() };
  const azure = createFickleAzure();
  const steps = fickleSteps(lanes);
  const times: number[] = [clock.now];
  await stored.create(journalStart(sampleRequest({ id, plan: unlocked }), 1, new Date(clock.now)));
  let commits = 0;

  /** Whoever died writes nothing more, but what was on its way to the store arrives. */
  let dead = false;
  let onItsWay: Promise<unknown>[] = [];
  const rise = async (): Promise<void> => {
    await Promise.allSettled(onItsWay);
    dead = false;
    onItsWay = [];
  };

  const journal = (crash?: { at: number; moment: Moment }): Journal => ({
    ...{ create: stored.create, due: stored.due, recent: stored.recent, unfinished: stored.unfinished },
    postpone: async () => {},
    read: async () => {
      const found = await stored.read(id);
      return found && { ...found, entries: found.entries.map((each, index) => ({ ...each, at: times[index] ?? 0 })) };
    },
    append: async (_id, version, entries, wakeAt) => {
      commits += 1;
      const dies = crash !== undefined && commits - 1 === crash.at;
      const alive = !dead;
      dead ||= dies;
      if (!alive || (dies && crash.moment === 'before')) throw new Crash();
      const writing = stored.append(id, version, entries, wakeAt).then((written) => {
        if (written.kind === 'appended') times.push(...entries.map(() => clock.now));
        return written;
      });
      onItsWay.push(writing);
      const written = await writing;
      if (dies) throw new Crash();
      return written;
    },
  });

  const recorded = async (): Promise<Recorded> => (await journal().read(id)) ?? { version: 0, entries: [] };

  const toItsEnd = async (crash?: { at: number; moment: Moment }): Promise<OperationState> => {
    for (let turn = 0; turn < 400; turn += 1) {
      const engine = new Engine<FickleAzure>({
        journal: journal(crash),
        tools: azure,
        prepare: async () => ({ kind: 'ready', steps, sealed: { order: '{}', seal: 'x' } }),
        limits: () => ({ atOnce: 2, stopAfterFailures }),
        now: () => clock.now,
        monotonicMs: () => clock.now,
        newRequestId: () => `request-${turn}`,
      });
      await engine.wake(id).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      await rise();
      const read = await recorded();
      const state = fold(id, read);
      if (state.ended) return state;
      clock.now += 30_000;
      if (turn === 300) await stored.append(id, read.version, [stopAsked], clock.now).then(() => times.push(clock.now));
    }
    return fold(id, await recorded());
  };
  const repeated = () =>
    steps.filter(({ name, dangerous }) => dangerous && azure.sent.filter((it) => it === name).length > 1);
  return { azure, toItsEnd, recorded, repeated };
};

const unlocked = { ...sampleRequest().plan, work: { workflow: 'sample', order: {}, locks: [] } };

const stopAsked: Entry = { kind: 'stop-asked', by: { person: 'cleo', name: 'Cleo', account: 'slack T1/U-cleo' } };
