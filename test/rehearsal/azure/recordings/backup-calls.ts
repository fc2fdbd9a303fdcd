import { buildEstate, type Estate } from '../backup/estate.ts';
import { itemPath, locationPath } from '../cross-region-restore/passive-stamp.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import type { RecordedPair } from './archives.ts';
import { BACK_UP, DAILY_POLICY, HOURLY_POLICY, ITEMS, restoreRequest, waysToRestore } from './backup-bodies.ts';
import { openWire, textAt, type Wire } from './wire.ts';

interface Stage {
  readonly fixture: Fixture;
  readonly estate: Estate;
  readonly wire: Wire;
  readonly vault: string;
  readonly item: string;
}

/** A machine is protected, backed up, restored in every way, and let go. */
export async function backupCalls(): Promise<readonly RecordedPair[]> {
  const fixture = await startFixture();
  const estate = buildEstate(fixture);
  const stage = { fixture, estate, wire: openWire(fixture), vault: estate.vaultId, item: itemPath(estate) };
  await policies(stage);
  await protect(stage);
  await backUp(stage);
  await restore(stage);
  await letGo(stage);
  await fixture.close();
  return stage.wire.kept;
}

async function policies({ wire, vault }: Stage): Promise<void> {
  await wire.get(`${vault}/backupPolicies`);
  await wire.get(`${vault}/backupPolicies/DefaultPolicy`);
  await wire.send('PUT', `${vault}/backupPolicies/daily-30`, DAILY_POLICY);
  await wire.get(`${vault}/backupPolicies/daily-30`);
  await wire.send('DELETE', `${vault}/backupPolicies/daily-30`);
  await wire.send('PUT', `${vault}/backupPolicies/hourly-30`, HOURLY_POLICY);
  await wire.get(`${vault}/backupPolicies/hourly-30`);
}

async function protect({ wire, vault, item, estate, fixture }: Stage): Promise<void> {
  const found = { resourceType: 'VM', resourceId: estate.vmId };
  const status = locationPath(fixture, 'backupStatus', 'westeurope');
  await wire.send('POST', status, found);
  await wire.send('POST', `${vault}/backupFabrics/Azure/refreshContainers`);
  await wire.get(`${vault}/backupProtectableItems?$filter=${ITEMS}`);
  const enabled = await wire.start('PUT', item, {
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      sourceResourceId: estate.vmId,
      policyId: `${vault}/backupPolicies/DefaultPolicy`,
    },
  });
  await wire.finish(enabled, 60);
  await lists({ wire, vault });
  await wire.get(item);
  await readJob({ wire, vault }, enabled);
  await wire.send('POST', status, found);
}

async function backUp({ wire, vault, item }: Stage): Promise<void> {
  const started = await wire.start('POST', `${item}/backup`, { properties: BACK_UP });
  await lists({ wire, vault });
  await readJob({ wire, vault }, started);
  await lists({ wire, vault });
}

async function restore({ wire, vault, item, estate, fixture }: Stage): Promise<void> {
  const points = await wire.get(`${item}/recoveryPoints`);
  const point = `${item}/recoveryPoints/${textAt(points, 'value.0.name')}`;
  await wire.get(point);
  const group = `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-dr`;
  for (const more of waysToRestore(estate, group)) {
    const started = await wire.start('POST', `${point}/restore`, {
      properties: { ...restoreRequest(estate), ...more },
    });
    await wire.get(`${vault}/backupJobs`);
    await readJob({ wire, vault }, started);
  }
  const cancelled = await wire.start('POST', `${item}/backup`, { properties: BACK_UP });
  fixture.azure.clock.advance(5);
  await wire.send('POST', `${await jobOf({ wire, vault }, cancelled)}/cancel`);
}

async function letGo({ wire, vault, item, estate, fixture }: Stage): Promise<void> {
  const stopped = await wire.start('PUT', item, {
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      sourceResourceId: estate.vmId,
      protectionState: 'ProtectionStopped',
    },
  });
  await readJob({ wire, vault }, stopped);
  await wire.get(`${vault}/backupProtectedItems?$filter=${ITEMS} and itemType eq 'VM'`);
  const removed = await wire.start('DELETE', item);
  await readJob({ wire, vault }, removed);
  await wire.get(`${vault}/backupProtectedItems?$filter=${ITEMS} and itemType eq 'VM'`);
  await wire.get(`${vault}/backupDeletedProtectionContainers?$filter=${ITEMS}`);
  const back = await wire.start('PUT', item, {
    properties: {
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      sourceResourceId: estate.vmId,
      protectionState: 'ProtectionStopped',
      isRehydrate: true,
    },
  });
  await readJob({ wire, vault }, back);
  fixture.azure.clock.advance(60);
}

async function lists({ wire, vault }: Pick<Stage, 'wire' | 'vault'>): Promise<void> {
  await wire.get(`${vault}/backupProtectedItems?$filter=${ITEMS} and itemType eq 'VM'`);
  await wire.get(`${vault}/backupProtectionContainers?$filter=${ITEMS} and status eq 'Registered'`);
  await wire.get(`${vault}/backupJobs`);
}

type Started = Awaited<ReturnType<Wire['start']>>;

/** The operation's end, and its job under way and at its end. */
async function readJob(stage: Pick<Stage, 'wire' | 'vault'>, started: Started): Promise<void> {
  await stage.wire.finish(started, 60);
  const job = await jobOf(stage, started);
  await stage.wire.get(job);
  await stage.wire.finish(started, 600);
  await stage.wire.get(job);
  await stage.wire.finish(started);
  await stage.wire.get(job);
}

export async function jobOf({ wire, vault }: Pick<Stage, 'wire' | 'vault'>, started: Started): Promise<string> {
  const status = await wire.get(`${started.headers.get('azure-asyncoperation')}`);
  return `${vault}/backupJobs/${textAt(status, 'properties.jobId')}`;
}
