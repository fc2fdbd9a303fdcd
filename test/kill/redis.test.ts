import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { emptyFolder, hasRealServer } from '../redis-servers.ts';
import { startHeard } from './heard.ts';
import { startKeepingRedis, startSlowRoad } from './keeping-redis.ts';
import { type Storm, startStorm } from './storm.ts';
import { expectHonestEnd, expectLastWord, failoverCall } from './verdict.ts';
import { buildWorker, kill } from './worker-process.ts';

const slowly = { timeout: 60_000, interval: 100 };
const failover = (machine: string): string => `failover ${machine} --reason "INC-88123"`;

const startAll = async ({ road = false, speed = 20 } = {}) => {
  const redis = await startKeepingRedis();
  const slow = road ? await startSlowRoad(redis.port) : undefined;
  const url = slow ? `redis://127.0.0.1:${slow.port}` : redis.url;
  const [file, storm] = [await buildWorker(), await startStorm({ redis: url, speed, leaseSeconds: road ? 15 : 1 })];
  const startOne = (highWater?: string) =>
    startHeard(file, { ...storm.ordersFor('worker'), ...(highWater && { highWater }) });
  return { redis, slow, storm, startOne };
};

const endsDone = async (storm: Storm, id: string): Promise<void> => {
  await expect.poll(async () => (await storm.state(id).catch(() => undefined))?.ended?.outcome, slowly).toBe('done');
  const state = await storm.state(id);
  expectHonestEnd(storm, state);
  await expectLastWord(storm, state);
};

describe.runIf(hasRealServer)('Redis', () => {
  test('killed while operations run, and started again, holds nothing, and they go on to their end', async () => {
    const { redis, storm, startOne } = await startAll();
    const highWater = join(emptyFolder(), 'high-water');
    const worker = await startOne(highWater);
    const ids = [await storm.ask(failover('pay-web-01')), await storm.ask(failover('wiki-01'))];
    await worker.wrote('intended');

    await redis.die();
    await redis.comeBack();

    for (const id of ids) await endsDone(storm, id);
    expect(storm.store.state()).toEqual({ kind: 'sound' });
    await kill(worker.process);
    const again = await startOne(highWater);
    const next = await storm.ask(failover('mail-01'));
    await endsDone(storm, next);
    expect(again.process.complaints()).toBe('');
  }, 120_000);

  test('gone for a minute of theirs while Azure answers: changes are refused meanwhile, and nothing is sent twice', async () => {
    const { redis, storm, startOne } = await startAll();
    storm.azure.faults.add({ operation: failoverCall, times: 1 }, { kind: 'slow', milliseconds: 500 });
    const worker = await startOne();
    const id = await storm.ask(failover('pay-web-01'));
    await worker.wrote('intended');
    await expect.poll(() => storm.arrivals(failoverCall).length, { ...slowly, interval: 5 }).toBe(1);

    await redis.die();
    const refused = await storm.say('ana', failover('wiki-01'));
    await pause(3_000);
    await redis.comeBack();

    expect(refused).toContain('Redis is not reachable');
    await endsDone(storm, id);
    expect(storm.arrivals(failoverCall)).toHaveLength(1);
  }, 120_000);

  test('slow by 2 s in every answer is slow, and no more than that', async () => {
    const { slow, storm, startOne } = await startAll({ road: true, speed: 4 });
    await startOne();
    const id = await storm.ask(failover('pay-web-01'));

    if (slow) slow.delayMs = 2_000;
    await expect.poll(() => storm.arrivals(failoverCall).length, slowly).toBe(1);
    await expect.poll(async () => (await storm.state(id)).ended?.outcome, slowly).toBe('done');
    if (slow) slow.delayMs = 0;

    await endsDone(storm, id);
  }, 180_000);

  test('set back to an older copy stops every worker, also one that starts then, from sending what was sent', async () => {
    const { redis, storm, startOne } = await startAll();
    const highWater = join(emptyFolder(), 'high-water');
    storm.azure.faults.add({ operation: failoverCall, times: 1 }, { kind: 'stuck' });
    const id = await storm.ask(failover('pay-web-01'));
    const setBack = redis.keep();
    const worker = await startOne(highWater);
    await worker.wrote('accepted');

    await redis.die();
    setBack();
    await redis.comeBack();
    await expect.poll(() => storm.store.state().kind, slowly).toBe('behind');
    const other = await startOne(highWater);
    const refused = await storm.say('ana', failover('wiki-01'));
    await expect
      .poll(() => other.heard.filter(({ id: of, how }) => of === id && how === 'held').length, slowly)
      .toBeGreaterThan(2);

    expect(refused).toContain('I hold everything that decides or changes');
    expect((await storm.state(id)).steps).toBeUndefined();
    expect(storm.arrivals(failoverCall)).toHaveLength(1);
  }, 120_000);

  test('replaced by an empty one is noticed, and nothing more is sent', async () => {
    const { redis, storm, startOne } = await startAll();
    const asEmpty = redis.keep();
    const worker = await startOne();
    storm.azure.faults.add({ operation: failoverCall, times: 1 }, { kind: 'stuck' });
    await storm.ask(failover('pay-web-01'));
    await worker.wrote('accepted');

    await redis.die();
    asEmpty();
    await redis.comeBack();
    await expect.poll(() => storm.store.state().kind, slowly).toBe('empty');
    const refused = await storm.say('ana', failover('wiki-01'));

    expect(refused).toContain('I hold everything that decides or changes');
    expect(storm.arrivals(failoverCall)).toHaveLength(1);
  }, 120_000);
});
