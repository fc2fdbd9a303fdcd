import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server } from 'node:net';
import type { TokenCredential } from '@azure/core-auth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Azure, connectAzure } from '../../../../adapters/azure/azure.ts';
import { createCore } from '../../../../adapters/azure/core/core.ts';
import { AzureRefused, AzureUnreachable, OutcomeUnknown, SentTooLate } from '../../../../src/errors/azure.ts';
import { type AzureWorld, refusalOf, sending, startAzureWorld } from '../azure-world.ts';

let world: AzureWorld;
/** The monotonic clock, moved by the tests. */
let clock: number;
beforeEach(async () => {
  world = await startAzureWorld();
  clock = 0;
});
afterEach(() => world.close());

const failover = 'StorageAccounts_Failover';

const cacheAccount = () => world.id('network-eastus', 'Microsoft.Storage/storageAccounts/cacheeastus01');

/** An account that can be failed over. */
const accountId = async (): Promise<string> => {
  const accountId = cacheAccount();
  await world.connected.writers.places.setAccountRedundancy({ accountId, sku: 'Standard_GRS' }, sending());
  world.azure.clock.advance(86_400);
  world.forget();
  return accountId;
};

const dangerous = async (azure: Azure = world.connected, within = 60_000) => {
  const order = { accountId: await accountId() };
  return azure.writers.places.failOverAccount({ ...order, planned: false }, sending(within));
};

/** An adapter whose monotonic clock stands still, but for what the test does. */
const clockwork = (credential: TokenCredential = world.credential(), resourceManager = world.endpoint): Azure =>
  connectAzure({
    credential,
    resourceManager,
    audience: 'https://management.azure.com',
    subscriptions: [world.subscriptionId],
    timing: { monotonic: () => clock, firstRetryMs: 1 },
  });

test('a call that must not be repeated arrives once, though Azure accepts it and then answers 500', async () => {
  world.azure.faults.add({ operation: failover }, { kind: 'error-after-accepting', status: 500 });

  const problem = await refusalOf(dangerous());

  expect(problem).toBeInstanceOf(OutcomeUnknown);
  expect(world.arrived()).toEqual([failover]);
});

test.each(['drop-after-accepting', 'drop-before-accepting'] as const)(
  'a call that must not be repeated arrives once, though the connection breaks: %s',
  async (kind) => {
    world.azure.faults.add({ operation: failover }, { kind });

    const problem = await refusalOf(dangerous());

    expect(problem).toBeInstanceOf(OutcomeUnknown);
    expect(world.arrived()).toEqual([failover]);
  },
);

test('a call that can be repeated is sent once as well, where a time to send it within is said', async () => {
  world.azure.faults.add({ operation: 'Snapshots_CreateOrUpdate' }, { kind: 'drop-after-accepting' });

  const problem = await refusalOf(snapshot(sending(60_000)));

  expect(problem).toBeInstanceOf(OutcomeUnknown);
  expect(world.arrived()).toEqual(['Snapshots_CreateOrUpdate']);
});

test('nobody hears within the time: the outcome is unknown', async () => {
  world.azure.faults.add({ operation: failover }, { kind: 'slow', milliseconds: 400 });

  const problem = await refusalOf(dangerous(world.connect({ timing: { writeTimeoutMs: 100 } })));

  expect(problem).toBeInstanceOf(OutcomeUnknown);
});

test('a token that takes too long to get: nothing is sent, and no connection opened for it', async () => {
  const order = { accountId: await accountId() };
  const slow: TokenCredential = {
    async getToken(...asked) {
      clock += 10_001;
      return world.credential().getToken(...asked);
    },
  };
  let connections = 0;
  const tunnel = await openTunnel(() => {
    connections += 1;
  });

  const { failOverAccount } = clockwork(slow, tunnel.url).writers.places;
  const problem = await refusalOf(failOverAccount({ ...order, planned: false }, sending(10_000)));
  tunnel.close();

  expect(problem).toBeInstanceOf(SentTooLate);
  expect([connections, world.arrived()]).toEqual([0, []]);
});

test('a token that comes in time: it is sent', async () => {
  const quick: TokenCredential = {
    async getToken(...asked) {
      clock += 9_999;
      return world.credential().getToken(...asked);
    },
  };

  const token = await dangerous(clockwork(quick), 10_000);

  expect(token.kind).toBe('result-address');
  expect(world.arrived()).toEqual([failover]);
});

test('a connection that takes too long to stand: nothing is written to it', async () => {
  const order = { accountId: await accountId() };
  const tunnel = await openTunnel(() => {
    clock += 10_001;
  });

  const { failOverAccount } = clockwork(world.credential(), tunnel.url).writers.places;
  const problem = await refusalOf(failOverAccount({ ...order, planned: false }, sending(10_000)));
  tunnel.close();

  expect(problem).toBeInstanceOf(SentTooLate);
  expect(world.arrived()).toEqual([]);
});

test('without a token nothing is sent, and that is certain', async () => {
  const none: TokenCredential = {
    getToken: () => Promise.reject(Object.assign(new Error('no token'), { name: 'CredentialUnavailableError' })),
  };

  const problem = await refusalOf(dangerous(clockwork(none)));

  expect(problem).toBeInstanceOf(AzureUnreachable);
  expect(world.arrived()).toEqual([]);
});

test('where nobody listens nothing is sent, and that is certain', async () => {
  const order = { accountId: await accountId() };
  const tunnel = await openTunnel(() => {});
  tunnel.close();

  const { failOverAccount } = clockwork(world.credential(), tunnel.url).writers.places;

  expect(await refusalOf(failOverAccount({ ...order, planned: false }, sending(60_000)))).toBeInstanceOf(
    AzureUnreachable,
  );
});

test('a refusal says what Azure said, and what it means', async () => {
  const order = { accountId: cacheAccount() };

  const problem = await refusalOf(
    world.connected.writers.places.failOverAccount({ ...order, planned: false }, sending(60_000)),
  );

  expect(problem).toBeInstanceOf(AzureRefused);
  expect((problem as AzureRefused).problem).toMatchObject({
    code: 'AccountFailoverNotSupported',
    status: 400,
    explanation: expect.stringContaining('no copy'),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    next: 'storage show',
  });
});

test('a throttled call that must not be repeated is a refusal that says when, and is not asked for before', async () => {
  const azure = clockwork();
  world.azure.faults.add({ operation: failover, times: 1 }, { kind: 'throttle', retryAfter: 40 });

  const first = await refusalOf(dangerous(azure));
  clock += 39_000;
  const early = await refusalOf(dangerous(azure));
  const arrivedEarly = world.arrived();
  clock += 2_000;
  const late = await dangerous(azure);

  expect((first as AzureRefused).problem).toMatchObject({ code: 'TooManyRequests', retryAfterSeconds: 40 });
  expect((early as AzureRefused).problem).toMatchObject({ status: 429, retryAfterSeconds: 1 });
  expect(arrivedEarly).toEqual([]);
  expect(late.kind).toBe('result-address');
});

test('a call of a name of ours is sent again after a broken connection', async () => {
  world.azure.faults.add({ operation: 'Snapshots_CreateOrUpdate', times: 1 }, { kind: 'drop-after-accepting' });

  const token = await snapshot();

  expect(token.kind).toBe('status-address');
  expect(world.arrived()).toEqual(['Snapshots_CreateOrUpdate', 'Snapshots_CreateOrUpdate']);
});

test('a no to the second sending says nothing of the first', async () => {
  const operation = 'Snapshots_CreateOrUpdate';
  world.azure.faults.add({ operation, times: 1 }, { kind: 'error-after-accepting', status: 500 });
  world.azure.faults.add({ operation }, { kind: 'error', status: 409, code: 'Conflict', message: 'It is there.' });

  expect(await refusalOf(snapshot())).toBeInstanceOf(OutcomeUnknown);
});

test('the request carries the id by which Azure’s job is found again, and only it goes out', async () => {
  const said = sending(60_000);
  const order = { accountId: await accountId() };
  world.calls.length = 0;

  await world.connected.writers.places.failOverAccount({ ...order, planned: false }, said);

  expect(world.calls).toMatchObject([
    {
      action: 'Microsoft.Storage/storageAccounts/failover/action',
      resource: order.accountId,
      status: 202,
      requestId: said.requestId,
    },
  ]);
});

test('a write that nobody announced does not go out', async () => {
  const core = createCore({ credential: world.credential(), resourceManager: world.endpoint, subscriptions: [] });
  const sly = core.read.one({
    what: 'look',
    key: 'look',
    how: 'fresh',
    ask: async (clients) => (await clients.groups(world.subscriptionId)).resourceGroups.beginDelete('app'),
  });

  expect(String(await refusalOf(sly))).toContain('A write without a Sending: DELETE');
  expect(world.arrived()).toEqual([]);
});

const snapshot = (how = sending()) => {
  const id = world.id('app', 'Microsoft.Compute/snapshots/one');
  const diskId = world.id('app', 'Microsoft.Compute/disks/web-01-os');
  return world.connected.writers.copies.createSnapshot({ id, region: 'eastus', diskId, incremental: true }, how);
};

/** Lets connections through to rehearsal Azure, after `first` was done for each. */
const openTunnel = async (first: () => void): Promise<{ readonly url: string; close(): void }> => {
  const { port } = new URL(world.endpoint);
  const server: Server = createServer((socket) => {
    first();
    const further = connect(Number(port), '127.0.0.1');
    socket.pipe(further).pipe(socket);
    for (const end of [socket, further]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
};
