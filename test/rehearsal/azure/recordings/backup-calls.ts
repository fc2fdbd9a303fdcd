import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { buildEstate, type Estate } from '../backup/estate.ts';
import { itemPath, locationPath, pointsPath } from '../cross-region-restore/passive-stamp.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import type { RecordedPair } from './archives.ts';
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
  await wire.send('PUT', `${vault}/backupPolicies/daily-30`, NEW_POLICY);
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

const BACK_UP = { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: '2026-04-01T00:00:00.000Z' };
const ITEMS = "backupManagementType eq 'AzureIaasVM'";

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

async function jobOf({ wire, vault }: Pick<Stage, 'wire' | 'vault'>, started: Started): Promise<string> {
  const status = await wire.get(`${started.headers.get('azure-asyncoperation')}`);
  return `${vault}/backupJobs/${textAt(status, 'properties.jobId')}`;
}

function restoreRequest(estate: Estate): Record<string, unknown> {
  return {
    objectType: 'IaasVMRestoreRequest',
    sourceResourceId: estate.vmId,
    storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingwest', 'rg-dr'),
    region: 'westeurope',
    createNewCloudService: false,
    originalStorageAccountOption: false,
  };
}

function waysToRestore(estate: Estate, group: string): Record<string, unknown>[] {
  const network = estate.id('Microsoft.Network/virtualNetworks/vnet-dr', 'rg-dr');
  return [
    { recoveryType: 'RestoreDisks', targetResourceGroupId: group },
    {
      recoveryType: 'AlternateLocation',
      targetResourceGroupId: group,
      targetVirtualMachineId: estate.id('Microsoft.Compute/virtualMachines/vm-sql-2', 'rg-dr'),
      virtualNetworkId: network,
      subnetId: `${network}/subnets/apps`,
    },
    { recoveryType: 'OriginalLocation' },
  ];
}

const RETENTION = {
  retentionPolicyType: 'LongTermRetentionPolicy',
  dailySchedule: {
    retentionTimes: ['2026-03-02T16:30:00.000Z'],
    retentionDuration: { count: 30, durationType: 'Days' },
  },
};

const HOURLY_POLICY = {
  properties: {
    backupManagementType: 'AzureIaasVM',
    policyType: 'V2',
    instantRpRetentionRangeInDays: 2,
    timeZone: 'UTC',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: {
        interval: 4,
        scheduleWindowStartTime: '2026-03-02T08:00:00.000Z',
        scheduleWindowDuration: 12,
      },
    },
    retentionPolicy: RETENTION,
  },
};

const NEW_POLICY = {
  properties: {
    backupManagementType: 'AzureIaasVM',
    instantRpRetentionRangeInDays: 2,
    timeZone: 'UTC',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 'Daily',
      scheduleRunTimes: ['2026-03-02T16:30:00.000Z'],
    },
    retentionPolicy: RETENTION,
  },
};

/** Reading jobs until an hour's share of it is spent. */
export async function throttledCalls(): Promise<readonly RecordedPair[]> {
  const fixture = await startFixture({ limits: 'azure' });
  const estate = buildEstate(fixture);
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const wire = openWire(fixture);
  const stage = { wire, vault: estate.vaultId };
  const started = await wire.start('POST', `${itemPath(estate)}/backup`, { properties: BACK_UP });
  fixture.azure.clock.advance(60);
  const job = await jobOf(stage, started);
  for (let left = 150; left > 0; left -= 1) await wire.get(job);
  await wire.refused('GET', job);
  await fixture.close();
  return wire.kept;
}

/** Cross Region Restore, from the secondary region's list to the restored disks. */
export async function passiveStampCalls(): Promise<readonly RecordedPair[]> {
  const fixture = await startFixture();
  const estate = buildEstate(fixture, { crossRegionRestore: true });
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId });
  const wire = openWire(fixture);
  const at = (rest: string) => locationPath(fixture, rest);

  await wire.get(`${estate.vaultId}/backupProtectedItems/?$filter=${ITEMS} and itemType eq 'VM'`, CRR);
  const points = await wire.get(pointsPath(estate), CRR);
  const aad = await wire.get(at('backupAadProperties'), CRR);
  const token = await wire.send('POST', `${encodeURI(textAt(points, 'value.0.id'))}/accessToken`, aad.body, CRR);
  const started = await wire.start(
    'POST',
    at('backupCrossRegionRestore'),
    secondaryRestore(estate, fixture, token),
    CRR,
  );
  await wire.finish(started, 3);
  const status = await wire.get(`${started.headers.get('azure-asyncoperation')}`);
  const job = { resourceId: estate.vaultId, jobName: textAt(status, 'properties.jobId') };
  for (const seconds of [0, 600, 6 * 3600]) {
    fixture.azure.clock.advance(seconds);
    await wire.send('POST', at('backupCrrJob'), job, CRR);
  }
  await fixture.close();
  return wire.kept;
}

const CRR = '2021-11-15';

function secondaryRestore(estate: Estate, fixture: Fixture, token: Started): unknown {
  const { properties } = token.body as { properties: unknown };
  return {
    crossRegionRestoreAccessDetails: properties,
    restoreRequest: {
      ...restoreRequest(estate),
      recoveryType: 'RestoreDisks',
      region: 'northeurope',
      storageAccountId: estate.id('Microsoft.Storage/storageAccounts/stagingnorth', 'rg-north'),
      targetResourceGroupId: `/subscriptions/${fixture.subscriptionId}/resourceGroups/rg-north`,
    },
  };
}
