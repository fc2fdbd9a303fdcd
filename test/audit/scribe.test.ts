import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAuditDesk } from '../../src/audit/audit-desk.ts';
import { auditedApprovals } from '../../src/audit/audited-approvals.ts';
import { auditedJournal } from '../../src/audit/audited-journal.ts';
import { HeadKeeper } from '../../src/audit/head-keeper.ts';
import { Scribe } from '../../src/audit/scribe.ts';
import { readEvidence, verifyEvidence } from '../../src/audit/verify-export.ts';
import { message } from '../../src/messages/compose.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import type { AuditEvent, AuditLog, SignedHead } from '../../src/ports/audit.ts';
import { approvalsOn, auditOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { ended, journalStart, openOne, voice } from '../contract/sample-change.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { startApprovals } from '../sample/approvals.ts';
import { startTalk } from '../sample/talk.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const now = () => new Date('2026-11-20T14:00:00Z');

describeOnEachRedis('What is taken down', (connect) => {
  const start = async (through: (log: AuditLog) => Partial<AuditLog> = () => ({})) => {
    const store = await openStore(await connect());
    const log = auditOn(store);
    const failures: unknown[] = [];
    const written: AuditEvent[] = [];
    const scribe = new Scribe({
      log: {
        append: (event) => log.append(event),
        chain: (note) => log.chain(note),
        noted: () => log.noted(),
        ...through(log),
      },
      now,
      failed: (error) => failures.push(error),
      written: (events) => void written.push(...events),
    });
    const find = async () => {
      await scribe.flush();
      return (await log.find({ most: 50 })).toReversed().map(({ kind, what, person }) => [kind, what, person]);
    };
    return { store, log, scribe, find, failures, written };
  };

  test('is chained in the order in which it happened, with the time at which it did', async () => {
    const { scribe, log } = await start();
    for (const what of ['one', 'two', 'three']) scribe.record({ kind: 'command', what });

    await scribe.flush();

    const records = (await log.find({ most: 10 })).toReversed();
    expect(records.map(({ what }) => what)).toEqual(['one', 'two', 'three']);
    expect(records.map(({ at }) => at)).toEqual(Array.from({ length: 3 }, () => now().toISOString()));
    expect(await verifyEvidence(log.export(), [])).toMatchObject({ kind: 'sound', records: 3 });
  });

  test('while the store is away it is kept, and written when it is back', async () => {
    let away = true;
    const { scribe, find, failures } = await start((log) => ({
      append: (event) => (away ? Promise.reject(new Error('away')) : log.append(event)),
    }));
    scribe.record({ kind: 'command', what: 'status' });
    await scribe.flush();
    scribe.record({ kind: 'command', what: 'jobs' });
    away = false;

    expect(await find()).toEqual([
      ['command', 'status', undefined],
      ['command', 'jobs', undefined],
    ]);
    expect(failures).toHaveLength(1);
  });

  test('holds nothing that looks like a secret', async () => {
    const { scribe, log } = await start();
    const secrets = [
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      'idseyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      'AccountKey=abcdef0123456789==',
      'https://x.example/?sv=1&sig=abc%2Fdef',
      'redis://someone:hunter22@cache.example',
      'password: correct-horse',
      `${'k'.repeat(40)}/+${'9'.repeat(44)}==`,
      `abc8Q~${'s'.repeat(34)}`,
      '-----BEGIN PRIVATE KEY----- MIIEvQ -----END PRIVATE KEY-----',
    ];
    for (const secret of secrets) scribe.record({ kind: 'command', what: `do ${secret}`, facts: { line: secret } });
    for (const line of ['link ABCDE23456', 'link --code "ABCDE23456"']) scribe.record({ kind: 'command', what: line });

    await scribe.flush();

    const kept = JSON.stringify(await log.find({ most: 10 }));
    for (const leak of [
      'eyJzdWIi',
      'abcdef0123',
      'abc%2Fdef',
      'hunter22',
      'correct-horse',
      '+9999',
      'ssss',
      'MIIEvQ',
      'ABCDE23456',
    ])
      expect(kept).not.toContain(leak);
    expect(kept).toContain('redis://someone:(hidden)@cache.example');
  });

  test('of a line that is longer than any command its beginning, and how long it was', async () => {
    const { scribe, log } = await start();
    const talk = startTalk({ recorder: scribe });

    await talk.say('mallory', 'x'.repeat(100_000));

    const kept = JSON.stringify(await log.find({ most: 2 }));
    expect(kept).toContain('(100000 characters)');
    expect(kept.length).toBeLessThan(20_000);
  });

  test('every command as it was typed, with what was answered, and each refusal', async () => {
    const { scribe, find } = await start();
    const talk = startTalk({ recorder: scribe });

    await talk.say('ana', 'status payments');
    await talk.say('rob', 'failover payments');
    await talk.send('ana', { kind: 'form', command: 'failover', values: { target: 'payments' } });

    expect(await find()).toEqual([
      ['command', 'status payments', 'ana'],
      ['command', 'failover payments', 'rob'],
      ['refusal', expect.stringContaining('You may not do this'), 'rob'],
      ['command', 'failover --target "payments"', 'ana'],
    ]);
  });

  test('nobody is answered before it is written', async () => {
    const { log } = await start();
    const patient = new Scribe({ log, now, failed: () => {}, gatherMs: 60_000 });
    const { approvals: kept } = await startApprovals(connect);
    const approvals = auditedApprovals(kept, patient);
    const decisions = {
      withdraw: async ({ id }: { readonly id: string }) => {
        const request = await approvals.read(id);
        const state = { kind: 'withdrawn', at: 0, by: voice('ana') } as const;
        if (request) await approvals.update(request, { state });
        return message('Withdrawn.', 'neutral');
      },
    };
    const talk = startTalk({ recorder: patient, decisions: decisions as never });
    const { id } = await openOne(kept);

    await talk.say('ana', `withdraw ${id}`);
    await talk.say('rob', 'failover payments');

    const records = (await log.find({ most: 10 })).toReversed();
    expect(records.map(({ kind }) => kind)).toEqual(['decision', 'command', 'command', 'refusal']);
  });

  test('while the store is away nobody waits for it', async () => {
    const { scribe, failures } = await start(() => ({ append: () => Promise.reject(new Error('away')) }));
    const talk = startTalk({ recorder: scribe, store: { state: () => ({ reachable: false, since: now() }) } });

    await talk.say('ana', 'whoami');

    expect(failures).toEqual([]);
  });

  test('who is known by a link is written down as the person, and that nobody confirmed it', async () => {
    const { scribe, log } = await start();
    const link = { person: 'ana', confirmed: false };
    const talk = startTalk({ recorder: scribe, linked: { of: async () => link, remembered: () => link } });

    await talk.say('stranger', 'whoami');

    const [record] = await log.find({ most: 1 });
    expect(record).toMatchObject({
      person: 'ana',
      account: 'slack T1/U-stranger',
      facts: { known: 'by a link that nobody confirmed' },
    });
  });

  test('every decision on a request, by whom and on which digest', async () => {
    const { scribe, find } = await start();
    const { approvals: kept } = await startApprovals(connect);
    const approvals = auditedApprovals(kept, scribe);
    const open = await openOne(approvals);

    const voted = await approvals.update(open, { approvals: [{ ...voice('ben'), at: 0 }] });
    if (voted.kind !== 'updated') throw new Error('Not written.');
    await approvals.update(open, { approvals: [{ ...voice('carl'), at: 0 }] });
    const retracted = await approvals.update(voted.request, { approvals: [] });
    if (retracted.kind !== 'updated') throw new Error('Not written.');
    await approvals.update(retracted.request, { state: { kind: 'denied', at: 0, by: voice('carl'), reason: 'no' } });
    await approvals.start(await openOne(approvals), journalStart('DR-1002'));

    expect(await find()).toEqual([
      ['plan', 'DR-1001 asked for: fail over payments (1 VM)', 'anna'],
      ['decision', 'DR-1001 approved', 'ben'],
      ['decision', 'DR-1001 lost an approval', 'ben'],
      ['decision', 'DR-1001 denied', 'carl'],
      ['plan', 'DR-1002 asked for: fail over payments (1 VM)', 'anna'],
      ['decision', 'DR-1002 started', undefined],
    ]);
  });

  test('what a process noted and never chained, chained by another', async () => {
    const { scribe, store, log } = await start();
    const goneBefore = { chain: () => {} };
    const approvals = auditedApprovals(approvalsOn(store), goneBefore);
    const journal = auditedJournal(journalOn(store), goneBefore);
    const open = await openOne(approvals);
    await approvals.start(open, journalStart(open.id));
    await journal.append(open.id, 1, [ended], null);

    await scribe.collect();
    await scribe.collect();

    const records = (await log.find({ most: 10 })).toReversed();
    expect(records.map(({ what }) => what)).toEqual([
      'DR-1001 asked for: fail over payments (1 VM)',
      'DR-1001 started',
      'DR-1001 ended: done',
    ]);
    expect(new Date(records[0]?.at ?? 0).getTime()).toBe(open.openedAt);
    expect(await log.noted()).toEqual([]);
  });

  test('what was not decided is not noted', async () => {
    const { store, log } = await start();
    const approvals = auditedApprovals(approvalsOn(store), { chain: () => {} });
    const open = await openOne(approvals);
    await approvals.update(open, { state: { kind: 'withdrawn', at: 0, by: voice('ana') } });

    await approvals.update(open, { approvals: [{ ...voice('ben'), at: 0 }] });

    expect((await log.noted()).map(({ event }) => event.what)).toEqual([
      'DR-1001 asked for: fail over payments (1 VM)',
      'DR-1001 withdrawn',
    ]);
  });

  test('every call to Azure with its request id, and the end', async () => {
    const { scribe, log, store, find } = await start();
    const journal = auditedJournal(journalOn(store), scribe);
    await journal.create(journalStart('DR-1'));

    await journal.append('DR-1', 1, [{ kind: 'intended', step: 'fail-over', requestId: 'r-1', sendBefore: 0 }], 0);
    await journal.append('DR-1', 1, [ended], null);
    await journal.append('DR-1', 2, [ended], null);

    expect((await find()).map(([, what]) => what)).toEqual([
      'DR-1 began without a request',
      'DR-1 sends fail-over',
      'DR-1 ended: done',
    ]);
    expect(await log.find({ most: 1, what: 'sends' })).toMatchObject([{ facts: { request: 'r-1' } }]);
  });

  test('is signed after what matters, and verify notices a log whose end is gone', async () => {
    const { store, log, scribe } = await start();
    const kept: SignedHead[] = [];
    const heads = new HeadKeeper({
      ...{ log, deployment: 'test', privateKey, now },
      counter: () => store.reached(),
      publish: async (head) => void kept.push(head),
      failed: (error) => {
        throw error;
      },
    });
    const desk = createAuditDesk({
      ...{ log, publicKey, now },
      flush: () => scribe.flush(),
      sign: () => heads.sign(),
      keptHeads: async () => kept,
    });
    for (const what of ['one', 'two']) scribe.record({ kind: 'store', what });
    await scribe.flush();
    heads.heard([{ kind: 'store', what: 'two' }]);
    await heads.close();
    expect(kept).toMatchObject([{ number: 2, counter: store.reached() }]);
    expect(renderPlain(await desk.verify())).toContain('The audit log is sound: 2 records');
    expect(readEvidence(renderPlain(await desk.page(1, false))).heads).toHaveLength(1);

    await store.connection.redis.del(store.keys.audit, store.keys.auditHead);
    const fresh = auditOn(store);
    await fresh.append({ kind: 'command', what: 'as if nothing had been' });

    expect(renderPlain(await desk.verify())).toContain('The audit log is not what was written: at record 2.');
  });

  test('is given out in pages that together are the whole', async () => {
    const { log, scribe } = await start();
    const desk = createAuditDesk({
      ...{ log, publicKey, now },
      flush: () => scribe.flush(),
      sign: async () => undefined,
      keptHeads: async () => [],
    });
    for (let index = 0; index < 20; index += 1) scribe.record({ kind: 'command', what: `status vm-${index}` });

    const pages: string[] = [];
    let from: number | undefined = 1;
    while (from !== undefined) {
      const page = renderPlain(await desk.page(from, false));
      pages.push(page);
      from = /goes on with record (\d+)/u.test(page) ? Number(/record (\d+)/u.exec(page)?.[1]) : undefined;
    }

    expect(pages.length).toBeGreaterThan(1);
    expect(await verifyEvidence(readEvidence(pages.join('\n')).records, [])).toMatchObject({ records: 20 });
    expect(readEvidence(renderPlain(await desk.page(1, true))).records).toHaveLength(20);
  });
});
