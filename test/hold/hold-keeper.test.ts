import { expect, test } from 'vitest';
import { RedisDedupe } from '../../adapters/redis/dedupe.ts';
import { journalStart } from '../../src/approvals/start.ts';
import { HoldKeeper } from '../../src/hold/hold-keeper.ts';
import type { Message } from '../../src/messages/message.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import type { AuditEvent } from '../../src/ports/audit.ts';
import type { Readers } from '../../src/ports/azure/readers.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { journalStart as sampleStart } from '../contract/sample-change.ts';
import { describeOnEachRedis, emptyFolder } from '../redis-servers.ts';
import { startApprovals } from '../sample/approvals.ts';
import { samplePolicy } from '../sample/policy.ts';
import { sampleRequest } from '../sample/request.ts';
import { shown, startTalk } from '../sample/talk.ts';

const job = { id: '/jobs/1', name: 'abcd1234-5', service: 'site-recovery', what: 'Failover', about: 'pay-db-01' };

const azureWith = (...jobs: readonly object[]): Readers => {
  const listing = (value: readonly object[]) => async () => ({ value, missing: [], readAt: new Date() });
  return { recovery: { jobs: listing(jobs) }, backup: { jobs: listing([]) } } as unknown as Readers;
};

describeOnEachRedis('A store that went back in time', (connect) => {
  /** A front whose store is put back to what it was before an operation began and a request was opened. */
  const start = async (readers = azureWith({ ...job, state: 'running', vaultId: '/v' })) => {
    const connection = await connect();
    const store = await openStore(connection);
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];
    const world = await startApprovals(connect);
    const said: Message[] = [];
    const events: AuditEvent[] = [];
    const hold = new HoldKeeper({
      guard: store,
      voidAll: async (why) => (await world.due.voidAll(why)).length,
      journal,
      readers,
      speaker: {
        announce: async (_purpose: string, message: Message) => said.splice(said.length, 0, message),
      } as never,
      policy: () => everyArea,
      recorder: { record: (event) => void events.push(event) },
      dedupe: new RedisDedupe(connection),
      now: () => new Date(),
    });
    const { redis } = connection;
    const goBack = async () => {
      await redis.set(store.keys.counter, '3');
      await redis.del(store.keys.marks);
    };
    const talk = startTalk({ hold, policy: () => everyArea });
    return { ...world, approvals, journal, store, hold, said, events, goBack, talk };
  };

  const policy = samplePolicy();
  const everyArea = samplePolicy({
    grants: policy.grants.map((grant) =>
      grant.to === 'cleo'
        ? { ...grant, gives: { kind: 'level', level: 'contributor', areas: ['recovery', 'backup', 'copies'] } }
        : grant,
    ),
  });

  const replaced = async (readers?: Readers) => {
    const world = await start(readers);
    const { say, journal, goBack, store } = world;
    await say('ana', 'failover payments');
    await journal.create({ ...journalStart(sampleRequest({ id: 'DR-900' }), 1, new Date()), locks: [] });
    await journal.create(sampleStart('unrelated'));
    await journal.append('unrelated', 1, [{ kind: 'ended', outcome: 'done', summary: '' }], null);
    await goBack();
    await store.check();
    return world;
  };

  test('makes everything stand still, voids what waits, and says so once', async () => {
    const { hold, said, events, approvals, journal, store } = await replaced();
    expect(store.state()).toMatchObject({ kind: 'behind' });

    await hold.look();
    await hold.look();

    expect((await approvals.waiting()).pending).toEqual([]);
    expect(await journal.read('DR-900')).toMatchObject({ entries: [{}, { kind: 'consent-asked' }] });
    const told = said.map(renderPlain).filter((text) => text.includes('I hold everything that decides or changes.'));
    expect(told).toHaveLength(3);
    expect(told[0]).toContain('1 waiting request ended without effect. 1 operation not ended');
    expect(events).toMatchObject([{ kind: 'store' }]);
  });

  test('is lifted by somebody who looked, and what was begun waits for consent', async () => {
    const { hold, talk, store, journal, say, events } = await replaced();
    await hold.look();
    expect(await say('ana', 'failover payments')).toContain('The store was replaced');

    const look = shown(await talk.say('cleo', 'lift-hold'));
    expect(look).toContain('abcd1234');
    expect(look).toContain('DR-900');
    expect(look).toContain('[Lift the hold]');
    expect(store.state().kind).toBe('behind');
    expect(shown(await talk.say('cleo', 'lift-hold --looked'))).toContain('Cleo Wirth lifted the hold.');

    expect(store.state()).toMatchObject({ kind: 'sound', lifted: { by: 'Cleo Wirth' } });
    expect(await say('ana', 'failover payments')).toContain('waits for 1 approval');
    expect(await journal.read('DR-900')).toMatchObject({ version: 2 });
    expect(events.at(-1)).toMatchObject({ what: 'the hold is lifted', person: 'cleo' });
    expect(shown(await talk.say('cleo', 'lift-hold'))).toContain('Nothing is held.');
  });

  test('is lifted by nobody who holds less than Contributor in every area', async () => {
    const { talk, store } = await replaced();

    expect(shown(await talk.say('ana', 'lift-hold --looked'))).toContain('You may not do this');

    expect(store.state().kind).toBe('behind');
  });

  test('an ordinary look holds and voids nothing', async () => {
    const { hold, say, approvals, said, store } = await start();
    await say('ana', 'failover payments');
    await store.check();

    await hold.look();

    expect((await approvals.waiting()).pending).toHaveLength(1);
    expect(said).toEqual([]);
  });

  test('where nobody remembers anything, it is taken for new, and what runs in Azure is shown', async () => {
    const { hold, said } = await start();

    await hold.greet();
    await hold.greet();

    expect(said.map(renderPlain)[0]).toContain('I take this for a new installation.');
    expect(said.map(renderPlain)[0]).toContain('[Follow pay-db-01]');
    expect(said).toHaveLength(3);
  });

  test('where it held decisions before, an empty one is taken for a loss', async () => {
    const connection = await connect();
    const file = `${emptyFolder()}/high-water`;
    const first = await openStore(connection, file);
    await journalOn(first).create(sampleStart('DR-1'));
    await first.close();
    await connection.redis.flushall();

    const store = await openStore(connection, file);

    expect(store.state()).toMatchObject({ kind: 'empty', had: 1 });
    const { everythingHeld } = await import('../../src/views/hold.ts');
    const state = store.state();
    if (state.kind === 'sound') throw new Error('It noticed nothing.');
    expect(renderPlain(everythingHeld(state, { voided: 0, operations: [] }))).toContain('I take this for a loss');
  });
});
