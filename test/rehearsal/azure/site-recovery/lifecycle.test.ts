import type { A2AReplicationDetails, ReplicationProtectedItem } from '@azure/arm-recoveryservices-siterecovery';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { powerOf } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  atOnce,
  type Estate,
  enableInput,
  GROUP,
  SOURCE_CONTAINER,
  SOURCE_FABRIC,
  startEstate,
  switchInput,
  TARGET_CONTAINER,
  TARGET_FABRIC,
  VAULT,
} from './estate.ts';

let estate: Estate;

/** A world that runs so fast that a whole day passes in seconds. */
beforeEach(async () => {
  estate = await startEstate({ clock: 20_000 });
});

afterEach(() => estate.fixture.close());

const here = [VAULT, GROUP, SOURCE_FABRIC, SOURCE_CONTAINER, 'web1'] as const;
const there = [VAULT, GROUP, TARGET_FABRIC, TARGET_CONTAINER, 'web1'] as const;

function a2a(item: ReplicationProtectedItem): A2AReplicationDetails {
  return item.properties?.providerSpecificDetails as A2AReplicationDetails;
}

type Place = readonly [vault: string, group: string, fabric: string, container: string, item: string];

async function untilProtected(place: Place): Promise<ReplicationProtectedItem> {
  for (;;) {
    const item = await estate.client.replicationProtectedItems.get(...place);
    if (item.properties?.protectionState === 'Protected') return item;
  }
}

const failover = {
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    sourceSiteOperations: 'Required',
    providerSpecificDetails: { instanceType: 'A2A' as const },
  },
};

test('a machine is protected, fails over, is reprotected and fails back, under one name and one lifecycle', async () => {
  const { client, ids, world } = estate;
  const items = client.replicationProtectedItems;
  estate.addMachine('web1');

  await items.beginCreateAndWait(...here, enableInput(estate, 'web1'), atOnce);
  const protectedHere = await untilProtected(here);
  const failedOver = await items.beginUnplannedFailoverAndWait(...here, failover, atOnce);
  const recoveryVm = ids.vm('web1').replace('rg-app', 'rg-app-asr');
  const powers = [powerOf(world, ids.vm('web1')), powerOf(world, recoveryVm)];
  const committed = await items.beginFailoverCommitAndWait(...here, atOnce);
  const container = await client.replicationProtectionContainers.beginSwitchProtectionAndWait(
    VAULT,
    GROUP,
    SOURCE_FABRIC,
    SOURCE_CONTAINER,
    switchInput(estate, 'web1'),
    atOnce,
  );
  const protectedThere = await untilProtected(there);
  const failedBack = await items.beginUnplannedFailoverAndWait(...there, failover, atOnce);
  await items.beginFailoverCommitAndWait(...there, atOnce);

  expect(failedOver.properties?.protectionState).toBe('UnplannedFailoverCommitPendingStatesBegin');
  expect(powers).toEqual(['deallocated', 'running']);
  expect(committed.properties?.allowedOperations).toEqual([
    'CompleteMigration',
    'DisableProtection',
    'SwitchProtection',
  ]);
  expect(container.name).toBe(SOURCE_CONTAINER);
  expect(protectedThere.name).toBe(protectedHere.name);
  expect(a2a(protectedThere).lifecycleId).toBe(a2a(protectedHere).lifecycleId);
  expect(protectedThere.properties?.activeLocation).toBe('Primary');
  expect(failedBack.properties?.activeLocation).toBe('Recovery');
  expect(a2a(failedBack).recoveryFabricObjectId).toBe(ids.vm('web1').toLowerCase());
  expect(powerOf(world, ids.vm('web1'))).toBe('running');
});
