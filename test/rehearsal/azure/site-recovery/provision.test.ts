import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { A2AReplicationDetails } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createVirtualMachine,
  findVirtualMachine,
  powerOf,
} from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  atOnce,
  type Estate,
  GROUP,
  SOURCE,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  TARGET_CONTAINER,
  TARGET_FABRIC,
  VAULT,
} from './estate.ts';

let estate: Estate;

beforeEach(async () => {
  estate = await startEstate();
});

afterEach(() => estate.fixture.close());

const place = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1'] as const;

test.each([
  ['enabling-failed', 'EnablingFailed', 'Primary'],
  ['initial-replication', 'InitialReplicationInProgress', 'Primary'],
  ['first-recovery-point', 'InitialReplicationRecoveryCompletionPending', 'Primary'],
  ['protected', 'Protected', 'Primary'],
  ['test-failover-waiting', 'Protected', 'Primary'],
  ['failed-over', 'UnplannedFailoverCommitPendingStatesBegin', 'Recovery'],
  ['committed', 'UnplannedFailoverCommitted', 'Recovery'],
] as const)('a machine can be put into the stage %s at once', async (stage, protectionState, activeLocation) => {
  estate.protect('web1', { stage });

  const { properties } = await estate.client.replicationProtectedItems.get(...place);

  expect(properties).toMatchObject({ protectionState, activeLocation });
  const isRunning = powerOf(estate.world, estate.ids.vm('web1')) === 'running';
  expect(isRunning).toBe(activeLocation === 'Primary');
});

test('members of a group share its id, and its name says that somebody chose it', async () => {
  estate.protect('web1', { multiVmGroup: 'shop' });
  estate.protect('web2', { multiVmGroup: 'shop' });

  const groups = [];
  for await (const { properties } of estate.client.replicationProtectedItems.list(VAULT, GROUP)) {
    const details = properties?.providerSpecificDetails as A2AReplicationDetails;
    groups.push([details.multiVmGroupName, details.multiVmGroupCreateOption, details.multiVmGroupId]);
  }

  expect(groups[0]?.slice(0, 2)).toEqual(['shop', 'UserSpecified']);
  expect(groups[1]).toEqual(groups[0]);
});

test('a machine with unmanaged disks fails over to blobs, and the item itself can be reprotected', async () => {
  const { world, ids, client } = estate;
  const osVhdUri = 'https://cachewe.blob.core.windows.net/vhds/web1-os.vhd';
  createVirtualMachine(world, {
    id: ids.vm('web1'),
    location: SOURCE,
    size: 'Standard_D2s_v3',
    osType: 'Windows',
    osVhdUri,
    nicIds: [],
    running: true,
  });
  estate.protect('web1', { stage: 'committed', cacheAccountId: ids.account('cachewe') });
  const recovered = findVirtualMachine(world, ids.vm('web1').replace('rg-app', 'rg-app-asr'));
  const uri = `${recovered?.properties.storageProfile.osDisk.vhd?.uri}`;

  const disk = {
    diskUri: uri,
    recoveryAzureStorageAccountId: ids.account('cachewe'),
    primaryStagingAzureStorageAccountId: ids.account('cachene', 'rg-app-asr'),
  };
  const details = {
    instanceType: 'A2A' as const,
    recoveryContainerId: ids.container(SOURCE),
    policyId: ids.policy,
    vmDisks: [disk],
  };
  const input = { properties: { failoverDirection: 'RecoveryToPrimary', providerSpecificDetails: details } };
  const poller = await client.replicationProtectedItems.beginReprotect(...place, input, atOnce);
  estate.advance(700);
  const ended = await poller.pollUntilDone();
  const item = await client.replicationProtectedItems.get(VAULT, GROUP, TARGET_FABRIC, TARGET_CONTAINER, 'web1');

  expect(uri).toMatch(/^https:.*\.vhd$/);
  expect(ended.id).toBe(item.id);
  const replicated = item.properties?.providerSpecificDetails as A2AReplicationDetails | undefined;
  expect(replicated?.protectedDisks?.[0]?.diskUri).toBe(uri);
});

/** Without what only waits to be collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test('a protected machine takes so little memory that there is room for ten thousand', async () => {
  const before = heapInUse();
  for (let number = 0; number < 1000; number += 1) {
    createVirtualMachine(estate.world, {
      id: estate.ids.vm(`vm${number}`),
      location: SOURCE,
      size: 'Standard_D2s_v5',
      osType: 'Linux',
      osVhdUri: 'https://a.blob.core.windows.net/vhds/b.vhd',
      nicIds: [],
      running: true,
    });
    estate.protect(`vm${number}`, { cacheAccountId: estate.ids.account('cachewe') });
  }

  const first = await estate.client.replicationProtectedItems.list(VAULT, GROUP).byPage().next();

  expect(first.value).toHaveLength(200);
  expect(heapInUse() - before).toBeLessThan(1000 * 20 * 1024);
});
