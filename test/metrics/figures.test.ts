import { Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { connectAzure } from '../../adapters/azure/azure.ts';
import { RedisClock } from '../../adapters/redis/store-clock.ts';
import { WakeUpQueue } from '../../adapters/redis/wake-up-queue.ts';
import { RedisWakeups } from '../../adapters/redis/wakeups.ts';
import { createAzureMetrics } from '../../src/metrics/azure-metrics.ts';
import { watchStore } from '../../src/metrics/store-metrics.ts';
import { startAzureWorld } from '../adapters/azure/azure-world.ts';
import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { journalStart, openOne } from '../contract/sample-change.ts';
import { describeOnEachRedis } from '../redis-servers.ts';

/** The figures alone, by name and labels. */
const figuresIn = async (registry: Registry): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    (await registry.metrics())
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

test('calls to Azure are counted by what they ended with, and what is left of the limits is told', async () => {
  const world = await startAzureWorld({ limits: 'azure' });
  onTestFinished(() => world.close());
  const registry = new Registry();
  const metrics = createAzureMetrics(registry);
  const { readers, figures } = connectAzure({
    credential: world.credential('front'),
    resourceManager: world.endpoint,
    audience: 'https://management.azure.com',
    subscriptions: [world.subscriptionId],
    onCall: (call) => metrics.note('front', call),
    timing: { firstRetryMs: 1 },
  });
  metrics.watch('front', figures);
  world.azure.faults.add({ operation: 'Vaults_ListBySubscriptionId', times: 1 }, { kind: 'drop-before-accepting' });

  await readers.places.vaults('fresh');
  await readers.places.vault(world.id('vault-backup', 'Microsoft.RecoveryServices/vaults/nope')).catch(() => {});

  const told = await figuresIn(registry);
  const calls = (outcome: string) =>
    told[
      `lifeboat_azure_calls_total{identity="front",action="Microsoft.RecoveryServices/vaults/read",outcome="${outcome}"}`
    ];
  expect([calls('no-answer'), calls('ok'), calls('refused')]).toEqual([1, 1, 1]);
  // The inventory was asked as well.
  expect(told['lifeboat_azure_call_seconds_count{identity="front"}']).toBe(4);
  const subscription = `subscription="${world.subscriptionId}"`;
  const left = told[`lifeboat_azure_remaining{identity="front",${subscription},bucket="subscription-reads"}`];
  expect(left).toBeGreaterThan(100);
  expect(told['lifeboat_azure_waiting_seconds{identity="front"}']).toBe(0);
});

test('how long Azure asked to be left alone is told', async () => {
  const registry = new Registry();
  const waiting = [
    { key: 's read', seconds: 5 },
    { key: 's write', seconds: 324 },
  ];
  createAzureMetrics(registry).watch('worker', () => ({ remaining: [], waiting }));

  expect(await figuresIn(registry)).toMatchObject({ 'lifeboat_azure_waiting_seconds{identity="worker"}': 324 });
});

describeOnEachRedis('Figures of the store', (connect) => {
  const start = async () => {
    const connection = await connect();
    const store = await openStore(connection);
    const queue = new WakeUpQueue(connection, () => {});
    onTestFinished(() => queue.close());
    const [approvals, journal] = [approvalsOn(store), journalOn(store)];
    const registry = new Registry();
    watchStore(registry, {
      approvals,
      journal,
      wakeups: new RedisWakeups(store, queue, { troubled: () => {} }),
      guard: store,
      health: connection,
      clock: new RedisClock(connection, { now: () => new Date() }),
    });
    return { connection, approvals, journal, registry };
  };

  test('say what waits, what runs, and how late it is', async () => {
    const { approvals, journal, registry } = await start();
    await openOne(approvals);
    await journal.create(journalStart('DR-2001'));
    await journal.create(journalStart('DR-2002'));
    await journal.postpone('DR-2002', 1, Date.now() - 60_000);

    const told = await figuresIn(registry);

    expect(told).toMatchObject({
      lifeboat_open_requests: 1,
      lifeboat_running_operations: 2,
      lifeboat_store_held: 0,
      lifeboat_store_reachable: 1,
    });
    expect(told.lifeboat_wake_up_lag_seconds).toBeGreaterThanOrEqual(60);
    expect(Math.abs(told.lifeboat_clock_ahead_seconds ?? Number.NaN)).toBeLessThan(30);
  });

  test('tell nothing old while the store does not answer', async () => {
    const { connection, approvals, registry } = await start();
    await openOne(approvals);
    await figuresIn(registry);

    connection.redis.disconnect();
    await expect.poll(() => connection.state().reachable).toBe(false);

    expect(await figuresIn(registry)).toEqual({ lifeboat_store_held: 0, lifeboat_store_reachable: 0 });
  });
});
