import { expect, it, onTestFinished } from 'vitest';
import { WakeUpQueue } from '../../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../../adapters/redis/wakeups.ts';
import { ended, journalStart, progressed } from '../../contract/sample-change.ts';
import { describeOnEachRedis } from '../../redis-servers.ts';
import { journalOn, openStore } from './stores.ts';

const troubled = () => {};

describeOnEachRedis('Wake-ups', (connect) => {
  it('need no sweep for what says, while its handler still runs, when it goes on', async () => {
    const store = await openStore(await connect());
    const queue = new WakeUpQueue(store.connection, troubled);
    const wakeups = new RedisWakeups(store, queue, { sweepSeconds: 3600, troubled });
    onTestFinished(async () => {
      await wakeups.stop();
      await queue.close();
    });
    const journal = journalOn(store, queue.schedule);
    let turns = 0;
    await wakeups.start('worker', async (id, version) => {
      turns += 1;
      if (turns === 1) await journal.postpone(id, version, Date.now() + 20);
      else if (turns === 2) await journal.append(id, version, [progressed('a')], Date.now() + 20);
      else await journal.append(id, version, [ended], null);
    });

    await journal.create({ ...journalStart('DR-1001'), wakeInMs: 20 });

    await expect.poll(() => journal.unfinished(), { timeout: 10_000 }).toEqual([]);
    expect(turns).toBe(3);
  });

  it('are told of what cannot be added, and fail nobody', async () => {
    const store = await openStore(await connect());
    const noticed: string[] = [];
    const queue = new WakeUpQueue(store.connection, (what) => noticed.push(what));
    onTestFinished(() => queue.close());

    // BullMQ takes no such delay, as it takes no job while Redis is away.
    queue.schedule({ id: 'DR-1001', version: 1, at: Number.NaN }, 0);

    await expect.poll(() => noticed, { timeout: 10_000 }).toEqual(['the wake-up of DR-1001']);
  });
});
