import { describe, expect, test } from 'vitest';
import { aadPropertiesShape, accessDetailsShape } from '../../../../adapters/azure/backup/cross-region-shapes.ts';
import { backupItem } from '../../../../adapters/azure/backup/items.ts';
import { backupJob } from '../../../../adapters/azure/backup/job-shape.ts';
import { itemIdFor } from '../../../../adapters/azure/backup/names.ts';
import { operationShape } from '../../../../adapters/azure/backup/operation-shape.ts';
import { backupPoint } from '../../../../adapters/azure/backup/points.ts';
import { backupPolicy } from '../../../../adapters/azure/backup/policies.ts';
import { restoreRequestOf } from '../../../../adapters/azure/backup/restore-request.ts';
import { readRecording } from './recording.ts';

const recording = readRecording('azure-cli-2025-02-18__test_backup_crr.jsonl');
const exchanges = recording ?? [];

const answersTo = (method: string, path: RegExp) =>
  exchanges.filter((one) => one.method === method && path.test(one.url.pathname) && one.status < 300);

const listed = (path: RegExp) => answersTo('GET', path).flatMap(({ body }) => (body.value ?? []) as unknown[]);

describe.skipIf(recording === undefined)('what real Azure said of a Cross Region Restore', () => {
  test('the machine is protected, and known by the id that we would make of it', () => {
    const [item] = listed(/\/backupProtectedItems\/$/).map((one) => backupItem.parse(one));

    expect(item).toMatchObject({ state: 'protected', health: 'passed', lastBackupSucceeded: true });
    expect(item?.lastBackupAt?.toISOString()).toBe('2024-04-28T06:40:53.412Z');
    expect(item?.id).toBe(itemIdFor(item?.vaultId ?? '', item?.vmId ?? ''));
  });

  test('its point in the secondary region is in the vault alone', () => {
    const [point] = listed(/\/recoveryPoints\/$/).map((one) => backupPoint('secondary-region').parse(one));

    expect(point).toMatchObject({ consistency: 'application', tiers: ['vault'], encrypted: false, zones: [] });
    expect(point?.at.toISOString()).toBe('2024-04-28T06:41:00.893Z');
  });

  test('the access token comes with its details, and is made out for the region', () => {
    const [aad] = answersTo('GET', /\/backupAadProperties$/).map(({ body }) => aadPropertiesShape.parse(body));
    const [details] = answersTo('POST', /\/accessToken$/).map(({ body }) => accessDetailsShape.parse(body));
    const [trigger] = answersTo('POST', /\/backupCrossRegionRestore$/);

    expect(Object.keys(aad?.properties ?? {})).toEqual(['tenantId', 'audience', 'servicePrincipalObjectId']);
    expect(trigger?.sent.crossRegionRestoreAccessDetails).toEqual(details?.properties);
  });

  test('a restore of disks is asked for in the very words that Azure accepted', () => {
    const [trigger] = answersTo('POST', /\/backupCrossRegionRestore$/);
    const [item] = listed(/\/backupProtectedItems\/$/).map((one) => backupItem.parse(one));
    const [point] = listed(/\/recoveryPoints\/$/).map((one) => backupPoint('secondary-region').parse(one));
    const accepted = trigger?.sent.restoreRequest as Record<string, string>;

    const request = restoreRequestOf({
      itemId: item?.id ?? '',
      pointId: point?.id ?? '',
      vmId: item?.vmId ?? '',
      region: 'eastus2euap',
      stagingAccountId: `${accepted.storageAccountId}`,
      into: { kind: 'disks', resourceGroupId: `${accepted.targetResourceGroupId}` },
    });

    expect(request).toEqual(accepted);
  });

  test('the operation succeeds as soon as the job exists, and names it', () => {
    const [status] = answersTo('GET', /\/backupCrrOperationsStatus\//).map(({ body }) => operationShape.parse(body));
    const [first] = answersTo('POST', /\/backupCrrJob$/);

    expect(status).toMatchObject({ status: 'Succeeded', properties: { jobId: first?.sent.jobName } });
  });

  test('the job runs to its end with a percentage only while that means something', () => {
    const vaultId = `${answersTo('POST', /\/backupCrrJob$/)[0]?.sent.resourceId}`;
    const place = { vaultId, secondaryRegion: 'eastus2euap' };
    const jobs = answersTo('POST', /\/backupCrrJob$/).map(({ body }) => backupJob(place).parse(body));

    const seen = jobs.map(({ state, percent }) => `${state} ${percent ?? '-'}`);
    expect([...new Set(seen)]).toEqual(['running -', 'running 90', 'running 99', 'succeeded -']);
    expect(jobs.at(-1)).toMatchObject({ service: 'cross-region-restore', what: 'CrossRegionRestore', allowed: [] });
    expect(jobs.at(-1)?.tasks).toMatchObject([{ name: 'Transfer data from vault', state: 'succeeded' }]);
    expect(jobs.at(-1)?.endedAt?.toISOString()).toBe('2024-04-28T07:47:38.817Z');
  });

  test('the job of the backup before it shows tasks, and none of the dates that mean nothing', () => {
    const [job] = answersTo('GET', /\/backupJobs\//)
      .map(({ body }) => backupJob({ vaultId: '/v' }).parse(body))
      .filter(({ what }) => what === 'Backup');

    expect(job?.tasks[0]).not.toHaveProperty('endedAt');
    expect(job?.tasks[1]).toEqual({ name: 'Transfer data to vault', state: 'waiting', tasks: [] });
    expect(job?.allowed).toEqual(['cancel']);
  });

  test('its policy is told in words', () => {
    const policy = answersTo('GET', /\/backupPolicies\/DefaultPolicy$/).map(({ body }) => backupPolicy.parse(body))[0];

    expect(policy?.schedule).toBe('every day at 16:30 UTC');
    expect(policy?.keeps).toBe('daily ones 30 days, a snapshot beside the machine 2 days');
  });
});
