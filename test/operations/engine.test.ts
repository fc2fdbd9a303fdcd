import { expect, test } from 'vitest';
import { journalStart } from '../../src/approvals/start.ts';
import {
  AzureReadInPart,
  AzureRefused,
  AzureUnreachable,
  OutcomeUnknown,
  SentTooLate,
} from '../../src/errors/azure.ts';
import { Engine, type Prepared } from '../../src/operations/engine.ts';
import type { Entry } from '../../src/operations/entry.ts';
import { fold } from '../../src/operations/state.ts';
import type { Step } from '../../src/operations/workflow.ts';
import type { OperationStanding, OperationToken, Reconciled } from '../../src/ports/azure/write.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { sampleRequest } from '../sample/request.ts';

const token: OperationToken = {
  kind: 'recovery-job',
  at: 'job-1',
  resource: 'item',
  acceptedAt: '2026-11-20T14:00:00Z',
};
const problem = { what: 'fail over', code: '150097', message: 'no quota' };

/** An Azure of one machine: what was sent to it, and what it will say. */
const createAzure = () => ({
  sent: [] as string[],
  act: async (): Promise<OperationToken> => token,
  standing: { state: 'succeeded', job: 'job-1' } as OperationStanding,
  seen: { seen: 'nothing' } as Reconciled,
  isDone: false,
});

type Azure = ReturnType<typeof createAzure>;

const stepNamed = (name: string, dangerous = true): Step<Azure> => ({
  name,
  title: `Step ${name}`,
  dangerous,
  look: async (azure) => (azure.isDone ? { kind: 'done', evidence: 'was so' } : { kind: 'to-do' }),
  act: async (azure) => {
    azure.sent.push(name);
    return azure.act();
  },
  standing: async (azure) => azure.standing,
  reconcile: async (azure) => azure.seen,
});

/** A journal whose entries before and with that one are 40 minutes older than they are. */
const silenceAfter =
  (kind: Entry['kind']) =>
  (journal: Journal): Journal =>
    Object.assign(Object.create(journal) as Journal, {
      append: journal.append.bind(journal),
      postpone: journal.postpone.bind(journal),
      create: journal.create.bind(journal),
      due: journal.due.bind(journal),
      read: async (id: string) => {
        const recorded = await journal.read(id);
        const last = recorded?.entries.findIndex((entry) => entry.kind === kind) ?? -1;
        const entries = recorded?.entries.map((entry, at) =>
          at <= last ? { ...entry, at: entry.at - 40 * 60_000 } : entry,
        );
        return recorded && { ...recorded, entries };
      },
    });

describeOnEachRedis('The engine', (connect) => {
  const start = async (
    parts: Partial<ConstructorParameters<typeof Engine<Azure>>[0]> = {},
    steps: readonly Step<Azure>[] = [stepNamed('a'), stepNamed('b')],
    through: (journal: Journal) => Journal = (journal) => journal,
  ) => {
    const journal: Journal = through(journalOn(await openStore(await connect())));
    const azure = createAzure();
    const clock = { now: Date.now() };
    await journal.create(journalStart(sampleRequest({ id: 'DR-1' }), 1, new Date(clock.now)));
    const make = () =>
      new Engine<Azure>({
        journal,
        tools: azure,
        prepare: async (): Promise<Prepared<Azure>> => ({ kind: 'ready', steps, sealed: { order: '{}', seal: 'x' } }),
        limits: () => ({ atOnce: 2, stopAfterFailures: 2 }),
        now: () => clock.now,
        monotonicMs: () => clock.now,
        newRequestId: () => 'request-1',
        ...parts,
      });
    const state = async () => {
      const recorded = await journal.read('DR-1');
      if (!recorded) throw new Error('The journal is gone.');
      return fold('DR-1', recorded);
    };
    const standings = async () => (await state()).steps?.map((each) => each.standing.kind);
    const wake = async (times: number) => {
      for (let count = 0; count < times; count += 1) await make().wake('DR-1');
    };
    return { journal, azure, clock, wake, state, standings, make };
  };

  test('takes the steps in order, each sent once, to the end', async () => {
    const { azure, wake, state } = await start();

    await wake(10);

    expect(azure.sent).toEqual(['a', 'b']);
    expect(await state()).toMatchObject({ ended: { outcome: 'done' } });
  });

  test('does not send what is done already', async () => {
    const { azure, wake, state } = await start();
    azure.isDone = true;

    await wake(5);

    expect(azure.sent).toEqual([]);
    expect((await state()).ended?.outcome).toBe('done');
  });

  test('waits while Azure works, and shows how far it is', async () => {
    const { azure, wake, state, journal } = await start();
    azure.standing = { state: 'running', percent: 40, askAgainInSeconds: 30 };

    await wake(5);

    expect((await state()).steps?.[0]).toMatchObject({ standing: { kind: 'running' }, percent: 40 });
    expect(azure.sent).toEqual(['a']);
    expect(await journal.due(10)).toEqual([]);
  });

  test('of ten workers that wake up together one sends', async () => {
    const { azure, wake, make } = await start();
    await wake(1);

    await Promise.all(Array.from({ length: 10 }, () => make().wake('DR-1')));

    expect(azure.sent).toEqual(['a']);
  });

  test('never sends a dangerous call again whose outcome is unknown, and goes on when Azure shows it', async () => {
    const { azure, clock, wake, standings } = await start();
    azure.act = async () => {
      throw new OutcomeUnknown('fail over', new Date(), new Error('connection lost'));
    };
    await wake(2);
    expect(await standings()).toEqual(['unknown', 'waiting']);

    clock.now += 10 * 60_000;
    await wake(5);
    expect(await standings()).toEqual(['unknown', 'waiting']);
    expect(azure.sent).toEqual(['a']);

    azure.seen = { seen: 'under-way', token };
    await wake(2);
    expect(await standings()).toEqual(['done', 'waiting']);
    expect(azure.sent).toEqual(['a']);
  });

  test('does not believe that nothing happened before Azure could have shown it', async () => {
    const { azure, clock, wake, standings } = await start({}, [stepNamed('a', false)]);
    azure.act = async () => {
      throw new OutcomeUnknown('create', new Date(), new Error('connection lost'));
    };
    await wake(2);

    await wake(3);
    expect(await standings()).toEqual(['unknown']);

    clock.now += 5 * 60_000;
    azure.act = async () => token;
    await wake(4);
    expect(azure.sent).toEqual(['a', 'a']);
    expect(await standings()).toEqual(['done']);
  });

  test('a worker that dies between its intent and the answer leaves it to be found out, not sent again', async () => {
    const { azure, clock, wake, standings, journal, state } = await start();
    await wake(1);
    const { version } = await state();
    await journal.append(
      'DR-1',
      version,
      [{ kind: 'intended', step: 'a', requestId: 'r', sendBefore: clock.now + 20_000 }],
      clock.now,
    );

    await wake(3);
    clock.now += 10 * 60_000;
    await wake(3);
    expect(azure.sent).toEqual([]);
    expect(await standings()).toEqual(['unknown', 'waiting']);

    azure.seen = { seen: 'done', evidence: 'job 7' };
    await wake(1);
    expect(await standings()).toEqual(['done', 'waiting']);
  });

  test('what was not sent in time is sent by a later turn', async () => {
    const { azure, wake, standings } = await start();
    let first = true;
    azure.act = async () => {
      if (!first) return token;
      first = false;
      throw new SentTooLate('fail over');
    };

    await wake(2);
    expect(await standings()).toEqual(['waiting', 'waiting']);

    await wake(2);
    expect(await standings()).toEqual(['done', 'waiting']);
  });

  test('what Azure refuses ends it, with the reason', async () => {
    const { azure, wake, state } = await start();
    azure.act = async () => {
      throw new AzureRefused(problem);
    };

    await wake(4);

    expect(await state()).toMatchObject({ ended: { outcome: 'failed', summary: 'Step a: no quota' } });
    expect(azure.sent).toEqual(['a']);
  });

  test('stops after the step that runs, where somebody asked', async () => {
    const { azure, wake, state, journal, clock } = await start();
    azure.standing = { state: 'running', askAgainInSeconds: 30 };
    await wake(2);
    await journal.append(
      'DR-1',
      (await state()).version,
      [{ kind: 'stop-asked', by: { person: 'ana', name: 'Ana', account: 'x' } }],
      clock.now,
    );
    azure.standing = { state: 'succeeded' };

    await wake(4);

    expect(azure.sent).toEqual(['a']);
    expect(await state()).toMatchObject({ ended: { outcome: 'stopped', summary: 'Stopped by Ana before: Step b.' } });
  });

  test('consent has a shelf life: what could not begin in time asks again', async () => {
    const { azure, clock, wake, state } = await start();
    clock.now += 11 * 60_000;

    await wake(4);

    expect(azure.sent).toEqual([]);
    expect((await state()).consentAsked).toBe('it could not begin in the time that the approval covers');
  });

  test('after a long interruption a dangerous step asks again, and a harmless one does not', async () => {
    const dangerous = await start();
    dangerous.azure.standing = { state: 'running', askAgainInSeconds: 30 };
    await dangerous.wake(2);
    dangerous.azure.standing = { state: 'succeeded' };
    await dangerous.wake(1);
    dangerous.clock.now += 31 * 60_000;
    await dangerous.wake(2);
    expect(dangerous.azure.sent).toEqual(['a']);
    expect((await dangerous.state()).consentAsked).toBe('it was interrupted for more than 30 minutes');
  });

  test('the time that writing the intent took is gone from the time to send', async () => {
    const left: (number | undefined)[] = [];
    const ticks = [0, 15_000];
    const slow: Step<Azure> = {
      ...stepNamed('a'),
      act: async (_azure, { sendWithinMs }) => {
        left.push(sendWithinMs);
        return token;
      },
    };
    const { wake } = await start({ monotonicMs: () => ticks.shift() ?? 15_000 }, [slow]);

    await wake(2);

    expect(left).toEqual([5_000]);
  });

  test('what has been sent is never called off as if nothing had been', async () => {
    let changed = false;
    const steps = [stepNamed('a')];
    const { azure, wake, state, standings } = await start({
      prepare: async () =>
        changed
          ? { kind: 'changed', why: 'other facts' }
          : { kind: 'ready', steps, sealed: { order: '{}', seal: 'x' } },
    });
    azure.standing = { state: 'running', askAgainInSeconds: 30 };
    await wake(3);

    changed = true;
    await wake(2);

    expect(await standings()).toEqual(['running']);
    expect((await state()).ended).toBeUndefined();
  });

  test('what waits for consent goes on waiting, however recent its last entry is', async () => {
    const { azure, clock, wake, state } = await start();
    clock.now += 11 * 60_000;
    await wake(2);
    expect((await state()).consentAsked).toBeDefined();

    clock.now -= 11 * 60_000;
    await wake(3);

    expect(azure.sent).toEqual([]);
  });

  test('an interruption while Azure worked counts for the step after it, until consent is given again', async () => {
    const { azure, wake, state, journal, clock } = await start(
      {},
      [stepNamed('a'), stepNamed('b')],
      silenceAfter('accepted'),
    );
    await wake(6);
    expect(azure.sent).toEqual(['a']);
    expect((await state()).consentAsked).toBe('it was interrupted for more than 30 minutes');

    const given: Entry = { kind: 'consent-given', by: [], startBy: clock.now + 60_000 };
    await journal.append('DR-1', (await state()).version, [given], clock.now);
    await wake(4);

    expect(azure.sent).toEqual(['a', 'b']);
  });

  test('what Azure works on for long without news leaves a trace, so that it is not taken for an interruption', async () => {
    const { azure, clock, wake, state } = await start();
    azure.standing = { state: 'running', askAgainInSeconds: 30 };
    await wake(4);
    const { version } = await state();

    clock.now += 11 * 60_000;
    await wake(1);

    expect((await state()).version).toBe(version + 1);
  });

  test.each([
    ['that could not leave', new AzureUnreachable('fail over', new Error('no token'))],
    ['that Azure had no time for', new AzureRefused({ ...problem, status: 429, retryAfterSeconds: 40 })],
  ])('a call %s was not sent, and is sent later', async (_what, error) => {
    const { azure, wake, standings, journal } = await start();
    azure.act = () => Promise.reject(error);
    await wake(2);
    expect(await standings()).toEqual(['waiting', 'waiting']);
    expect(await journal.due(10)).toEqual([]);

    azure.act = async () => token;
    await wake(2);
    expect(await standings()).toEqual(['done', 'waiting']);
  });

  test('what Azure answered is not lost when somebody asks to stop at the same time', async () => {
    const { azure, wake, state, standings, journal, clock } = await start();
    azure.act = async () => {
      const asked: Entry = { kind: 'stop-asked', by: { person: 'ana', name: 'Ana', account: 'x' } };
      await journal.append('DR-1', (await state()).version, [asked], clock.now);
      throw new AzureRefused(problem);
    };

    await wake(2);
    expect(await standings()).toEqual(['failed', 'waiting']);
    await wake(1);
    expect((await state()).ended).toMatchObject({ outcome: 'failed', summary: 'Step a: no quota' });
  });

  test.each([
    [
      new AzureRefused({ ...problem, message: 'no such job' }),
      'Azure does not let me look: no such job (150097); I go on trying',
    ],
    [new AzureUnreachable('look', 'no route'), 'Azure could not be reached; I go on trying'],
    [new AzureReadInPart('see it', []), 'Azure could be read only in part: see it; I go on trying'],
  ])('where Azure cannot be read it looks again later, and the card says why, once: %s', async (error, detail) => {
    const blind: Step<Azure> = { ...stepNamed('a'), standing: () => Promise.reject(error) };
    const { azure, wake, state, journal } = await start({}, [blind]);
    await wake(3);
    const { version } = await state();

    await wake(3);

    expect(await state()).toMatchObject({
      version,
      steps: [{ standing: { kind: 'running' }, detail }],
    });
    expect(azure.sent).toEqual(['a']);
    expect(await journal.due(10)).toEqual([]);
  });

  test('what breaks in the bot itself is not taken for Azure', async () => {
    const broken: Step<Azure> = { ...stepNamed('a'), look: () => Promise.reject(new Error('the inside')) };
    const { wake } = await start({}, [broken]);
    await wake(1);

    await expect(wake(1)).rejects.toThrow('the inside');
  });

  test('a batch goes on side by side, and what fails in it is told beside what is done', async () => {
    const lane = (name: string): Step<Azure> => ({ ...stepNamed(name), lane: name });
    const { azure, wake, state } = await start({}, [lane('vm-1'), lane('vm-2'), lane('vm-3')]);
    azure.act = async () => {
      if (azure.sent.at(-1) === 'vm-2') throw new AzureRefused(problem);
      return token;
    };

    await wake(10);

    expect(azure.sent).toEqual(['vm-1', 'vm-2', 'vm-3']);
    expect((await state()).ended).toMatchObject({ outcome: 'failed', summary: '2 of 3 done. Step vm-2: no quota' });
  });

  test('after too many failures no other machine of a batch is begun', async () => {
    const lanes = ['vm-1', 'vm-2', 'vm-3', 'vm-4'].map((name): Step<Azure> => ({ ...stepNamed(name), lane: name }));
    const { azure, wake, state } = await start({}, lanes);
    azure.act = () => Promise.reject(new AzureRefused(problem));

    await wake(10);

    expect(azure.sent).toEqual(['vm-1', 'vm-2']);
    expect((await state()).ended?.summary).toContain('0 of 4 done.');
  });

  test('every machine of a batch is waited for at its own pace', async () => {
    const quick: Step<Azure> = { ...stepNamed('quick'), lane: 'quick' };
    const slow: Step<Azure> = {
      ...stepNamed('slow'),
      lane: 'slow',
      standing: async () => ({ state: 'running', askAgainInSeconds: 600 }),
    };
    const { wake, standings, azure } = await start({}, [slow, quick]);
    azure.standing = { state: 'running', askAgainInSeconds: 600 };
    await wake(3);
    expect(await standings()).toEqual(['running', 'running']);

    azure.standing = { state: 'succeeded' };
    await wake(2);

    expect(await standings()).toEqual(['running', 'done']);
  });

  test('what Azure would refuse now is not sent, and the card says why', async () => {
    const limited: Step<Azure> = {
      ...stepNamed('a'),
      look: async () => ({
        kind: 'not-yet',
        why: 'three an hour are allowed; next at 14:40 UTC',
        askAgainInSeconds: 60,
      }),
    };
    const { wake, state, azure, journal } = await start({}, [limited]);

    await wake(4);

    expect(azure.sent).toEqual([]);
    expect((await state()).steps?.[0]).toMatchObject({
      standing: { kind: 'waiting' },
      detail: 'three an hour are allowed; next at 14:40 UTC',
    });
    expect(await journal.due(10)).toEqual([]);
  });

  test('a step that waits for a person is not done', async () => {
    const { azure, wake, standings, state } = await start();
    azure.standing = { state: 'waiting', for: 'a manual action' };

    await wake(4);

    expect(await standings()).toEqual(['running', 'waiting']);
    expect((await state()).steps?.[0]?.detail).toBe('waits for a manual action');
  });

  test('an outcome that stays unknown can be left behind, with the word that it is not known', async () => {
    const { azure, clock, wake, state, journal } = await start();
    azure.act = () => Promise.reject(new OutcomeUnknown('fail over', new Date(), new Error('connection lost')));
    await wake(2);
    const asked: Entry = { kind: 'stop-asked', by: { person: 'ana', name: 'Ana', account: 'x' } };
    await journal.append('DR-1', (await state()).version, [asked], clock.now);
    await wake(2);
    expect((await state()).ended).toBeUndefined();

    clock.now += 10 * 60_000;
    await wake(2);

    expect((await state()).ended).toMatchObject({ outcome: 'stopped' });
    expect((await state()).ended?.summary).toContain('It never became known whether Azure accepted: Step a.');
  });

  test('leaves an operation to workers that can carry it on', async () => {
    const { azure, wake, state } = await start({ prepare: async () => ({ kind: 'not-mine', why: 'version 2' }) });

    await wake(3);

    expect(azure.sent).toEqual([]);
    expect((await state()).version).toBe(1);
  });

  test('sends nothing where the facts are not what was agreed to', async () => {
    const { azure, wake, state } = await start({
      prepare: async () => ({ kind: 'changed', why: 'pay-web-02 is gone' }),
    });

    await wake(2);

    expect(azure.sent).toEqual([]);
    expect(await state()).toMatchObject({
      ended: { outcome: 'stopped', summary: 'Nothing was sent: pay-web-02 is gone' },
    });
  });
});
