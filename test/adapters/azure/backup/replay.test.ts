import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectAzure } from '../../../../adapters/azure/azure.ts';
import type { OperationStanding } from '../../../../src/ports/azure/write.ts';
import { readRecording } from './recording.ts';
import { type Replay, startReplay } from './replay.ts';

const recording = readRecording('azure-cli-2025-02-18__test_backup_crr.jsonl');
const exchanges = recording ?? [];
const of = (path: RegExp) => exchanges.find((each) => path.test(each.url.pathname));

let replay: Replay;
let at = Date.parse('2024-04-28T07:28:00Z');

beforeEach(async () => {
  replay = await startReplay(exchanges);
});
afterEach(() => replay.close());

const connect = () =>
  connectAzure({
    credential: { getToken: async () => ({ token: 'nobody', expiresOnTimestamp: at + 86_400_000 }) },
    resourceManager: replay.url,
    audience: 'https://management.azure.com',
    subscriptions: ['00000000-0000-0000-0000-000000000000'],
    timing: { now: () => new Date(at), monotonic: () => at, firstRetryMs: 1, sharedForMs: 0, sleep: async () => {} },
  });

describe.skipIf(recording === undefined)('a real Cross Region Restore, once more through the adapter', () => {
  test('its machine, its point, the restore in Azure’s very words, and the job to its end', async () => {
    const { readers, writers } = connect();
    const trigger = of(/\/backupCrossRegionRestore$/);
    const wanted = trigger?.sent.restoreRequest as Record<string, string>;
    const vaultId = `${of(/\/backupCrrJob$/)?.sent.resourceId}`;

    const [item] = (await readers.backup.secondaryItems(vaultId)).value;
    const [point] = (await readers.backup.secondaryPoints(item?.id ?? '')).value;
    const order = {
      itemId: item?.id ?? '',
      pointId: point?.id ?? '',
      vmId: item?.vmId ?? '',
      region: 'eastus2euap',
      secondaryRegion: 'eastus2euap',
      stagingAccountId: `${wanted.storageAccountId}`,
      into: { kind: 'disks', resourceGroupId: `${wanted.targetResourceGroupId}` },
    } as const;
    const token = await writers.backup.restoreInSecondary(order, { requestId: 'r' });
    const seen: OperationStanding[] = [];
    while (seen.at(-1)?.state !== 'succeeded' && seen.length < 100) {
      at += 121_000;
      seen.push(await writers.backup.standing(JSON.parse(JSON.stringify(token))));
    }

    expect(item).toMatchObject({ state: 'protected' });
    expect(point).toMatchObject({ where: 'secondary-region', tiers: ['vault'] });
    expect(replay.heard.find(({ call }) => call.endsWith('/backupCrossRegionRestore'))?.body).toEqual(trigger?.sent);
    expect(token).toMatchObject({ kind: 'cross-region-operation' });
    expect(JSON.stringify([token, seen])).not.toContain('accessToken');
    expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['running', 'succeeded']));
    expect(seen.flatMap((each) => (each.state === 'running' ? (each.percent ?? []) : []))).toContain(90);
    expect(seen.at(-1)).toMatchObject({ job: expect.stringContaining('/backupJobs/') });
  });

  test('nothing of it asks the region of the vault', async () => {
    const { readers, writers } = connect();
    const vaultId = `${of(/\/backupCrrJob$/)?.sent.resourceId}`;

    const [item] = (await readers.backup.secondaryItems(vaultId)).value;
    const [point] = (await readers.backup.secondaryPoints(item?.id ?? '')).value;
    await writers.backup.restoreInSecondary(
      {
        ...{ itemId: item?.id ?? '', pointId: point?.id ?? '', vmId: item?.vmId ?? '' },
        ...{ region: 'eastus2euap', secondaryRegion: 'eastus2euap', stagingAccountId: '/a' },
        into: { kind: 'disks', resourceGroupId: '/subscriptions/s/resourceGroups/g' },
      },
      { requestId: 'r' },
    );

    const calls = replay.heard.map(({ call }) => call.replace(/^(\w+) .*\/(\w+)\/?$/u, '$1 $2'));
    expect(calls).toEqual([
      'GET backupProtectedItems',
      'GET recoveryPoints',
      'GET backupAadProperties',
      'POST accessToken',
      'POST backupCrossRegionRestore',
    ]);
  });
});
