import { expect, onTestFinished, test } from 'vitest';
import { RedisClock } from '../../adapters/redis/store-clock.ts';
import { WakeUpQueue } from '../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../adapters/redis/wakeups.ts';
import { createSelfCheck } from '../../src/self-check/self-check.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { journalStart } from '../contract/sample-change.ts';
import { describeOnRedis } from '../redis-servers.ts';
import { samplePolicy } from '../sample/policy.ts';
import { RecordingChat } from '../sample/recording-chat.ts';

describeOnRedis('The bot looks at itself', (connect) => {
  const start = async ({ principal = 'owner', aheadMs = 0 } = {}) => {
    const world = await startAzureWorld();
    onTestFinished(() => world.close());
    const connection = await connect();
    const store = await openStore(connection);
    const queue = new WakeUpQueue(connection, () => {});
    onTestFinished(() => queue.close());
    const journal = journalOn(store);
    const selfCheck = createSelfCheck({
      health: connection,
      clock: new RedisClock(connection, { now: () => new Date(Date.now() + aheadMs) }),
      guard: store,
      wakeups: new RedisWakeups(store, queue, { troubled: () => {} }),
      journal,
      readers: world.connect({ principal }).readers,
      policy: () => samplePolicy(),
      chats: [new RecordingChat()],
    });
    const found = async () =>
      Object.fromEntries((await selfCheck.look()).map(({ subject, outcome, why }) => [subject, [outcome, why]]));
    return { connection, store, journal, found };
  };

  test('and all is well', async () => {
    const { found } = await start();

    const all = await found();

    expect(Object.values(all).map(([outcome]) => outcome)).toEqual(Object.keys(all).map(() => 'passed'));
    expect(Object.keys(all)).toEqual(['Redis', 'Hold', 'Work', 'Azure', 'Policy', 'Chats']);
    expect(all.Azure?.[1]).toMatch(/I read \d+ VMs just now/u);
  });

  test('what is due and taken up by nobody shows that no worker runs', async () => {
    const { journal, store, connection, found } = await start();
    await journal.create(journalStart('OP-1'));
    await connection.redis.zadd(store.keys.due, Date.now() - 180_000, 'OP-1');

    const { Work: work } = await found();

    expect(work).toEqual(['block', expect.stringMatching(/not ended: 1, and what is due has waited for 18\d s/u)]);
  });

  test('while Redis is away it says so, and goes on to what else it can see', async () => {
    const { connection, found } = await start();
    await connection.close();

    const all = await found();

    expect(all.Redis).toEqual(['block', expect.stringContaining('does not answer')]);
    expect(Object.keys(all)).toEqual(['Redis', 'Azure', 'Policy', 'Chats']);
  });

  test('a store that went back in time is a hold, and a clock that is wrong is not good', async () => {
    const { connection, store, journal, found } = await start({ aheadMs: 45_000 });
    await journal.create(journalStart('OP-1'));
    await connection.redis.set(store.keys.counter, '0');
    await connection.redis.del(store.keys.marks);
    await store.check();

    const all = await found();

    expect(all.Hold?.[0]).toBe('block');
    expect(all.Redis).toEqual(['block', expect.stringMatching(/4\d s ahead of Redis/u)]);
  });

  test('an identity that may not read is told by what it lacks', async () => {
    const { found } = await start({ principal: 'nobody' });

    const { Azure: azure } = await found();

    expect(azure?.[0]).not.toBe('passed');
    expect(azure?.[1]).toContain('virtualMachines/read');
  });
});
