import { expect, test } from 'vitest';
import { journalStart } from '../../src/approvals/start.ts';
import { OperationsDesk } from '../../src/operations/desk.ts';
import type { Entry } from '../../src/operations/entry.ts';
import { fold } from '../../src/operations/state.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { outcomeWords } from '../../src/workflows/outcome.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { policyAlone, samplePolicy, vmId } from '../sample/policy.ts';
import { sampleRequest, sampleRule } from '../sample/request.ts';
import { shown, startTalk } from '../sample/talk.ts';

/** Ana operates payments; Rob reads everything; Cleo contributes everywhere; Dan has nothing. */
const policy = samplePolicy();

describeOnEachRedis('The desk of operations', (connect) => {
  /** DR-1 is about a machine of payments, and only a Contributor could approve it. */
  const start = async (through: (journal: Journal) => Partial<Journal> = () => ({}), now = () => new Date()) => {
    const store = await openStore(await connect());
    const kept = journalOn(store);
    const journal: Journal = Object.assign(Object.create(kept) as Journal, bound(kept), through(kept));
    const rule = { ...sampleRule, approvers: { level: 'contributor', area: 'recovery' } } as const;
    await kept.create({ ...journalStart(sampleRequest({ id: 'DR-1', rule }), 1, new Date()), wakeInMs: 60_000 });
    const operations = new OperationsDesk({ journal, policyFor: policyAlone(() => policy), now });
    const talk = startTalk({ operations });
    const say = async (who: string, line: string) => shown(await talk.say(who, line));
    const state = async () => fold('DR-1', (await kept.read('DR-1')) ?? { version: 0, entries: [] });
    return { say, state, journal: kept };
  };

  /** DR-1 ends, and Azure would allow its commit. */
  const failOver = async ({ journal }: { readonly journal: Journal }): Promise<void> => {
    const evidence = outcomeWords({ allowed: ['Commit'] });
    const steps = [{ name: 'failover', title: 'fail over', dangerous: true, lane: 'pay-db-01', stage: 0 }];
    const entries: Entry[] = [
      { kind: 'planned', steps, sealed: { order: '', seal: '' } },
      { kind: 'finished', step: 'failover', evidence },
      { kind: 'ended', outcome: 'done', summary: 'all done.' },
    ];
    await journal.append('DR-1', 1, entries, null);
  };

  test('an Operator stops it, whatever level had to approve it', async () => {
    const { say, state, journal } = await start();

    expect(await say('ana', 'stop DR-1')).toContain('DR-1 stops after its current step.');

    expect((await state()).stopAsked).toEqual({ person: 'ana', name: 'Ana Ruiz', account: 'slack T1/U-ana' });
    expect(await journal.due(10)).toMatchObject([{ id: 'DR-1' }]);
  });

  test.each(['stop', 'reconcile'])('who is no Operator there does not %s it', async (command) => {
    const { say, state, journal } = await start();

    expect(await say('rob', `${command} DR-1`)).toContain(
      `You may not do this: ${command} DR-1 needs Operator (recovery).`,
    );

    expect((await state()).version).toBe(1);
    expect(await journal.due(10)).toEqual([]);
  });

  test.each(['stop', 'reconcile'])('%s tells nothing of it to whoever may not see it', async (command) => {
    const { say, journal } = await start();

    expect(await say('dan', `${command} DR-1`)).toContain('I know no operation DR-1 that you may see.');
    await journal.append('DR-1', 1, [{ kind: 'ended', outcome: 'failed', summary: 'pay-db-01: no quota' }], null);

    expect(await say('dan', `${command} DR-1`)).toContain('I know no operation DR-1 that you may see.');
  });

  test('an Operator has it looked at again at once, and nothing is written', async () => {
    const { say, state, journal } = await start();

    expect(await say('ana', 'reconcile DR-1')).toContain('DR-1 fail over payments');

    expect(await journal.due(10)).toMatchObject([{ id: 'DR-1' }]);
    expect((await state()).version).toBe(1);
  });

  test('while the store holds everything nobody is told that it stops', async () => {
    const { say } = await start(() => ({ append: async () => ({ kind: 'held' }) }));

    expect(await say('ana', 'stop DR-1')).toContain('The store was replaced');
  });

  test('somebody who was faster does not make the order lost', async () => {
    let first = true;
    const { say, state } = await start((kept) => ({
      append: async (...given) => {
        if (first) {
          first = false;
          await kept.append('DR-1', 1, [{ kind: 'consent-asked', why: 'a beginning' }], Date.now() + 60_000);
        }
        return kept.append(...given);
      },
    }));

    expect(await say('ana', 'stop DR-1')).toContain('DR-1 stops after');
    expect((await state()).stopAsked?.person).toBe('ana');
  });

  test('what has ended is neither stopped nor looked at', async () => {
    const { say, journal } = await start();
    await journal.append('DR-1', 1, [{ kind: 'ended', outcome: 'done', summary: 'all done.' }], null);

    expect(await say('ana', 'stop DR-1')).toContain('DR-1 has ended: all done.');
    expect(await say('ana', 'reconcile DR-1')).toContain('DR-1 has ended: all done.');
  });

  test('what has just ended offers what Azure allowed then', async () => {
    const desk = await start();
    await failOver(desk);

    expect(await desk.say('ana', 'operation DR-1')).toContain('[Commit payments]');
  });

  test('what ended a quarter of an hour ago leads to what Azure allows now', async () => {
    const desk = await start(undefined, () => new Date(Date.now() + 16 * 60_000));
    await failOver(desk);

    const card = await desk.say('ana', 'operation DR-1');

    expect(card).toContain('What it allows now: status payments');
    expect(card).toContain('[Show payments]');
    expect(card).not.toMatch(/commit/iu);
  });

  test('shows operations to those who may read what they are about', async () => {
    const { say, journal } = await start();
    const resources = [vmId('rg-orders', 'ord-db-01')];
    const orders = [{ kind: 'application', name: 'orders', where: '', resources }] as const;
    await journal.create({ ...journalStart(sampleRequest({ id: 'DR-2', targets: orders }), 1, new Date()), locks: [] });

    expect(await say('rob', 'operations')).toContain('2 operations under way, 0 ended lately.');
    expect(await say('ana', 'operations')).toContain('1 operation under way, 0 ended lately.');
    expect(await say('ana', 'operations')).toContain('1 other operation about things that you may not see.');
    expect(await say('rob', 'operation DR-2')).toContain('DR-2 fail over payments');
    expect(await say('ana', 'operation DR-2')).toContain('I know no operation DR-2 that you may see.');
  });
});

const bound = (journal: Journal): Partial<Journal> => ({
  read: journal.read.bind(journal),
  append: journal.append.bind(journal),
  postpone: journal.postpone.bind(journal),
  unfinished: journal.unfinished.bind(journal),
  recent: journal.recent.bind(journal),
});
