import type {
  AzureIaaSVMJob,
  IaasVMRecoveryPoint,
  RecoveryServicesBackupClient,
} from '@azure/arm-recoveryservicesbackup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';
import {
  addMachine,
  all,
  answerOf,
  backupClient,
  buildEstate,
  type Estate,
  operationIdIn,
  statusAt,
  strictClient,
} from './estate.ts';

let fixture: Fixture;
let estate: Estate;
let client: RecoveryServicesBackupClient;

beforeEach(async () => {
  fixture = await startFixture();
  estate = buildEstate(fixture);
  client = backupClient(fixture);
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, points: 0 });
});

afterEach(() => fixture.close());

function backUp(by = client, expiry = new Date('2026-04-01T00:00:00Z')) {
  const body = { properties: { objectType: 'IaasVMBackupRequest' as const, recoveryPointExpiryTimeInUTC: expiry } };
  return answerOf((onResponse) =>
    by.backups.trigger('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item, body, { onResponse }),
  );
}

/** Starts a backup and gives the name of its job, as its operation tells it. */
async function startBackup(): Promise<string> {
  const operation = operationIdIn(await backUp());
  fixture.azure.clock.advance(5);
  const { properties } = await client.backupOperationStatuses.get('rsv-app', 'rg-dr', operation);
  return `${(properties as { jobId?: string }).jobId}`;
}

async function read(job: string): Promise<AzureIaaSVMJob> {
  return (await client.jobDetails.get('rsv-app', 'rg-dr', job)).properties as AzureIaaSVMJob;
}

function points() {
  return all(client.recoveryPoints.list('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item));
}

function tiers(point: { properties?: unknown } | undefined): unknown {
  return (point?.properties as IaasVMRecoveryPoint | undefined)?.recoveryPointTierDetails;
}

test('the operation of a backup has succeeded while its job has only begun', async () => {
  const job = await startBackup();

  expect(await read(job)).toMatchObject({ operation: 'Backup', status: 'InProgress', actionsInfo: ['Cancellable'] });
});

test('the tasks of a backup follow one another, without a time until they begin and end', async () => {
  const job = await startBackup();
  const early = await read(job);
  fixture.azure.clock.advance(600);
  const late = await read(job);

  const state = ({ extendedInfo }: AzureIaaSVMJob) => extendedInfo?.tasksList?.map((task) => task.status);
  expect(state(early)).toEqual(['InProgress', 'NotStarted']);
  expect(state(late)).toEqual(['Completed', 'InProgress']);
  expect(early.extendedInfo?.tasksList?.[1]?.startTime?.getUTCFullYear()).toBe(1);
});

test('a snapshot can be restored from before the vault has the data', async () => {
  await startBackup();
  fixture.azure.clock.advance(600);
  const early = await points();
  fixture.azure.clock.advance(3600);
  const late = await points();

  expect(tiers(early[0])).toEqual([{ type: 'InstantRP', status: 'Valid' }]);
  expect(tiers(late[0])).toEqual([
    { type: 'InstantRP', status: 'Valid' },
    { type: 'HardenedRP', status: 'Valid' },
  ]);
});

test('a finished backup has an end, a duration and a size, and the item is protected', async () => {
  const job = await startBackup();
  fixture.azure.clock.advance(3600);

  const done = await read(job);
  const item = await client.protectedItems.get('rsv-app', 'rg-dr', 'Azure', estate.container, estate.item);
  expect(done).toMatchObject({ status: 'Completed', duration: 'PT41M18S' });
  expect(done.extendedInfo?.propertyBag?.['Backup Size']).toMatch(/ MB$/);
  expect(item.properties).toMatchObject({ protectionState: 'Protected', lastBackupStatus: 'Completed' });
});

test('a cancelled backup passes through Cancelling and leaves no data in the vault', async () => {
  const job = await startBackup();
  fixture.azure.clock.advance(600);
  const answer = await answerOf((onResponse) =>
    client.jobCancellations.trigger('rsv-app', 'rg-dr', job, { onResponse }),
  );
  const result = () =>
    answerOf((onResponse) =>
      client.jobOperationResults.get('rsv-app', 'rg-dr', job, operationIdIn(answer), { onResponse }),
    );
  const [statusBefore, resultBefore] = [(await read(job)).status, await result()];
  fixture.azure.clock.advance(3600);

  expect([statusBefore, (await read(job)).status]).toEqual(['Cancelling', 'Cancelled']);
  expect([answer.status, resultBefore.status, (await result()).status]).toEqual([202, 202, 204]);
  expect((await statusAt(fixture, answer)).status).toBe('Succeeded');
  expect(tiers((await points())[0])).toEqual([{ type: 'InstantRP', status: 'Valid' }]);
});

test('a job that has ended cannot be cancelled', async () => {
  const job = await startBackup();
  fixture.azure.clock.advance(3600);

  const cancelling = strictClient(fixture).jobCancellations.trigger('rsv-app', 'rg-dr', job);

  await expect(cancelling).rejects.toMatchObject({ statusCode: 400 });
});

test('a backup that fails part of the way tells why and at which task', async () => {
  const { faults } = fixture.azure;
  const match = { operation: 'Backups_Trigger', times: 1 };
  faults.add(match, {
    kind: 'fail-at',
    percent: 60,
    code: 'UserErrorGuestAgentStatusUnavailable',
    message: 'no agent',
  });
  const job = await startBackup();
  fixture.azure.clock.advance(3600);

  const failed = await read(job);
  expect(failed).toMatchObject({
    status: 'Failed',
    errorDetails: [{ errorTitle: 'UserErrorGuestAgentStatusUnavailable', errorString: 'no agent' }],
  });
  expect(failed.extendedInfo?.tasksList?.map((task) => task.status)).toEqual(['Completed', 'Failed']);
});

test('a job that a fault holds goes on for ever', async () => {
  fixture.azure.faults.add({ operation: 'Backups_Trigger' }, { kind: 'stuck' });
  const job = await startBackup();
  fixture.azure.clock.advance(10 * 86_400);

  expect((await read(job)).status).toBe('InProgress');
});

test('a second backup is refused while the first goes on, as is one that would have expired', async () => {
  await startBackup();

  await expect(backUp(strictClient(fixture))).rejects.toMatchObject({ code: 'UserErrorBackupOperationInProgress' });
  fixture.azure.clock.advance(3600);
  await expect(backUp(strictClient(fixture), new Date('2020-01-01'))).rejects.toThrow(/expired already/);
});

test('jobs are listed newest first, without their tasks, by status, operation and time', async () => {
  const first = await startBackup();
  fixture.azure.clock.advance(7200);
  const second = await startBackup();
  const list = async (filter?: string) =>
    (await all(client.backupJobs.list('rsv-app', 'rg-dr', filter === undefined ? {} : { filter }))).map(
      (job) => job.name,
    );

  expect(await list()).toEqual([second, first]);
  expect(await list("status eq 'InProgress'")).toEqual([second]);
  expect(await list("operation eq 'Restore' and status eq 'InProgress'")).toEqual([]);
  expect(await list("startTime eq '2026-03-02 09:00:00 AM' and endTime eq '2026-03-02 11:00:00 PM'")).toEqual([second]);
  const [job] = await all(client.backupJobs.list('rsv-app', 'rg-dr'));
  expect(job?.properties).not.toHaveProperty('extendedInfo.tasksList');
});

test('a filter that cannot be read is refused', async () => {
  const listing = all(strictClient(fixture).backupJobs.list('rsv-app', 'rg-dr', { filter: 'status is running' }));

  await expect(listing).rejects.toMatchObject({ code: 'BMSUserErrorInvalidInput' });
});

test('a job that is not there is not found', async () => {
  const reading = strictClient(fixture).jobDetails.get('rsv-app', 'rg-dr', 'nothing');

  await expect(reading).rejects.toMatchObject({ statusCode: 404 });
});

test('jobs can be read 150 times an hour, and the refusal tells when to come back', async () => {
  const limited = await startFixture({ limits: 'azure' });
  buildEstate(limited);
  const jobs = strictClient(limited).backupJobs;
  const list = () => all(jobs.list('rsv-app', 'rg-dr'));
  for (let n = 0; n < 150; n += 1) await list();
  limited.azure.clock.advance(3276);

  const refusal = await list().catch((problem: unknown) => problem);
  limited.azure.clock.advance(325);
  const later = await list();
  await limited.close();

  expect(refusal).toMatchObject({ statusCode: 429, code: 'ResourceRequestsThrottled' });
  expect(String(refusal)).toMatch(/limit of '150' for time interval '01:00:00'. Please try again after '32\d' seconds/);
  expect(later).toEqual([]);
});

test('regular backups are jobs too, listed with those on demand, the newest first, and readable by themselves', async () => {
  const { world } = fixture.azure;
  enableBackup(world, {
    vaultId: estate.vaultId,
    vmId: addMachine(fixture, estate.id, 'vm-web'),
    points: 3,
    lastBackupHoursAgo: 1,
  });
  fixture.azure.clock.advance(60);
  await startBackup();

  const jobs = await all(client.backupJobs.list('rsv-app', 'rg-dr'));

  const shown = jobs.map(({ properties }) => properties as AzureIaaSVMJob);
  expect(shown.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'Backup InProgress',
    'Backup Completed',
    'Backup Completed',
    'Backup Completed',
  ]);
  const [, newest] = jobs;
  expect(await read(newest?.name ?? '')).toMatchObject({
    status: 'Completed',
    extendedInfo: { tasksList: [{ status: 'Completed' }, { status: 'Completed' }] },
  });
  expect((await all(client.backupJobs.list('rsv-app', 'rg-dr'))).map(({ name }) => name)).toEqual(
    jobs.map(({ name }) => name),
  );
});

test('regular backups that have been failing leave failed jobs that say why', async () => {
  const { world } = fixture.azure;
  enableBackup(world, {
    vaultId: estate.vaultId,
    vmId: addMachine(fixture, estate.id, 'vm-web'),
    points: 2,
    lastBackupHoursAgo: 50,
  });

  const failed = await all(client.backupJobs.list('rsv-app', 'rg-dr', { filter: "status eq 'Failed'" }));

  expect(failed).toHaveLength(2);
  expect(await read(failed[0]?.name ?? '')).toMatchObject({
    errorDetails: [{ errorTitle: 'UserErrorGuestAgentStatusUnavailable' }],
  });
});
