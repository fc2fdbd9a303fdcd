import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { hasRealServer } from '../redis-servers.ts';
import { startHeard } from './heard.ts';
import { startKeepingRedis } from './keeping-redis.ts';
import type { Orders } from './orders.ts';
import { startStorm } from './storm.ts';
import { expectHonestEnd, failoverCall } from './verdict.ts';
import { buildWorker } from './worker-process.ts';

describe.runIf(hasRealServer)('A worker that is paused', () => {
  test('between its intent and its call, for longer than its lease, does not send when it goes on', async () => {
    const { storm, first, second } = await startPair({ stops: { when: 'after', kind: 'intended' } });
    const id = await storm.ask('failover pay-web-01 --reason "INC-88123"');
    await first.wrote('intended');
    expect(storm.arrivals(failoverCall)).toEqual([]);

    const other = await second();
    await expect.poll(async () => (await storm.state(id)).steps?.[0]?.standing.kind, slowly).toBe('unknown');
    first.process.child.kill('SIGCONT');
    await first.wrote('not-sent');
    await expect.poll(async () => (await storm.state(id)).ended?.outcome, slowly).toBe('done');

    expect(other.heard.map(({ kind }) => kind)).toContain('unknown');
    expect(storm.arrivals(failoverCall)).toHaveLength(1);
    expectHonestEnd(storm, await storm.state(id));
  }, 240_000);

  test('between the answer and writing it down, finds that another has followed the call to its end', async () => {
    const { storm, first, second } = await startPair({ stops: { when: 'before', kind: 'accepted' } });
    const id = await storm.ask('failover pay-web-01 --reason "INC-88123"');
    await first.wrote('intended');
    await expect.poll(() => storm.arrivals(failoverCall).length, slowly).toBe(1);

    const other = await second();
    await expect.poll(async () => (await storm.state(id)).ended?.outcome, slowly).toBe('done');
    first.process.child.kill('SIGCONT');
    await pause(1_000);

    expect(other.heard.map(({ kind }) => kind)).toContain('ended');
    expect(storm.arrivals(failoverCall)).toHaveLength(1);
    expectHonestEnd(storm, await storm.state(id));
  }, 240_000);
});

const slowly = { timeout: 40_000, interval: 100 };

/** One worker that runs, and another that is started when it is asked for. */
const startPair = async (firsts: Partial<Orders>) => {
  const { url } = await startKeepingRedis();
  const [file, storm] = [await buildWorker(), await startStorm({ redis: url })];
  const orders = storm.ordersFor('worker');
  const first = await startHeard(file, { ...orders, ...firsts });
  return { storm, first, second: () => startHeard(file, orders) };
};
