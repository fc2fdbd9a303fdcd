import { expect, test } from 'vitest';
import { AzureRefused, AzureUnreachable } from '../../src/errors/azure.ts';
import { readStatus } from '../../src/protection/read-status.ts';
import { gapSentences } from '../../src/views/gap-words.ts';
import {
  minutesAgo,
  now,
  reading,
  recoveryVault,
  sampleBackupItem,
  sampleItem,
  sampleJob,
  sampleReaders,
} from '../sample/azure.ts';
import { samplePolicy, vmId } from '../sample/policy.ts';

const policy = samplePolicy();
const { readAt: readNow } = reading([]);
const payments = {
  kind: 'application',
  name: 'payments',
  where: '4 VMs',
  resources: policy.applications[0]?.vms ?? [],
} as const;
const orders = {
  vmId: vmId('rg-orders', 'ord-db-01'),
  recoveryResourceGroupId: '/subscriptions/5a1e0000-0000-0000-0000-000000000001/resourcegroups/rg-orders-asr',
};

const names = ['pay-web-01', 'pay-web-02', 'pay-app-01'];
const azure = (missing: readonly string[] = []) =>
  sampleReaders({
    recovery: {
      items: async () => reading([...names.map((name) => sampleItem(name)), sampleItem('ord-db-01', orders)], missing),
    },
    backup: { items: async () => reading([sampleBackupItem('pay-db-01')]) },
  });

type MayRead = Parameters<typeof readStatus>[1]['mayRead'];
const sight = (readers: ReturnType<typeof sampleReaders>['readers'], mayRead: MayRead = () => true) => ({
  readers,
  policy,
  now: () => now,
  mayRead,
  lastPoints: { of: () => undefined },
});

test('an application is its machines in the order of the policy, with what protects each of them', async () => {
  const { machines } = await readStatus(payments, sight(azure().readers));

  expect(machines.map(({ name, standing }) => `${name} ${standing.kind}`)).toEqual([
    'pay-web-01 protected',
    'pay-web-02 protected',
    'pay-app-01 protected',
    'pay-db-01 backup-only',
  ]);
});

test('few machines show their last recovery points, and what could not be read of them is said', async () => {
  const point = (minutes: number, consistency: 'crash' | 'application') => ({
    id: `${minutes}`,
    itemId: 'item',
    at: minutesAgo(minutes),
    consistency,
  });
  const recoveryPoints = async (id: string) => {
    if (id === sampleItem('pay-web-02').id) throw new AzureUnreachable('read the points', 'no answer');
    return reading([point(240, 'application'), point(3, 'crash'), point(95, 'application')]);
  };
  const { readers } = sampleReaders({
    recovery: { items: async () => reading(names.map((name) => sampleItem(name))), recoveryPoints },
  });

  const { machines, missing } = await readStatus(payments, sight(readers));

  expect(machines[0]).toMatchObject({
    lastPoints: { newest: minutesAgo(3), applicationConsistent: minutesAgo(95), readAt: readNow },
  });
  expect(machines[1]).not.toHaveProperty('lastPoints');
  expect(gapSentences(missing)).toContain('I could not read the recovery points: Azure could not be reached.');
});

test('of more machines the points are those that are remembered, and it is named which are yet to be read', async () => {
  const all = [...names, 'pay-db-01'].map((name) => sampleItem(name));
  const { readers, asked } = sampleReaders({ recovery: { items: async () => reading(all) } });
  const known = { newest: minutesAgo(4), readAt: minutesAgo(2) };
  const lastPoints = { of: (id: string) => (id === sampleItem('pay-db-01').id ? undefined : known) };

  const report = await readStatus(payments, { ...sight(readers), lastPoints });

  expect(report.machines.map((each) => each.lastPoints)).toEqual([known, known, known, undefined]);
  expect(report.pointsNotYetRead).toEqual(['pay-db-01']);
  expect(asked).not.toContain('recovery.recoveryPoints');
});

test('everything costs one list of items, however many there are, and no list of backups', async () => {
  const { readers, asked } = azure();

  const { machines } = await readStatus(undefined, sight(readers));

  expect(machines).toHaveLength(6);
  expect(asked).toEqual(['recovery.items']);
});

test('a machine that moved is one machine, under the id that its application lists', async () => {
  const { readers } = sampleReaders({
    recovery: {
      items: async () =>
        reading([
          sampleItem('pay-web-01', {
            vmId: vmId('rg-payments-asr', 'pay-web-01'),
            recoveryResourceGroupId: vmId('rg-payments', 'x').split('/providers')[0] ?? '',
          }),
        ]),
    },
  });

  const { machines } = await readStatus(undefined, sight(readers));

  const own = machines.filter(({ name }) => name.includes('pay-web-01'));
  expect(own).toMatchObject([{ vmId: vmId('rg-payments', 'pay-web-01'), standing: { kind: 'protected' } }]);
});

test.each([
  [{ kind: 'vault', name: 'recovery', where: 'rg-vaults', resources: [recoveryVault.toUpperCase()] }, 4],
  [{ kind: 'vault', name: 'other', where: 'rg-vaults', resources: ['/other'] }, 0],
  [{ kind: 'region', name: 'eastus', where: 'East US', resources: [] }, 4],
  [{ kind: 'region', name: 'westus2', where: 'West US 2', resources: [] }, 4],
  [{ kind: 'region', name: 'centralus', where: 'Central US', resources: [] }, 0],
] as const)('%o has so many machines', async (target, count) => {
  const { machines } = await readStatus(target, sight(azure().readers));

  expect(machines).toHaveLength(count);
});

test('what the asker may not read is left out, and counted', async () => {
  const { machines, leftOut } = await readStatus(
    undefined,
    sight(azure().readers, (_area, ...ids) => ids.some((id) => id.includes('rg-payments'))),
  );

  expect(machines.every(({ vmId: id }) => id.includes('rg-payments'))).toBe(true);
  expect([machines.length, leftOut]).toEqual([4, 2]);
});

test('whoever may read backups alone sees those, and nothing of the replication', async () => {
  const { machines, leftOut } = await readStatus(
    payments,
    sight(azure().readers, (area) => area === 'backup'),
  );

  expect(machines.map(({ name, standing, item }) => [name, standing.kind, item])).toEqual([
    ['pay-db-01', 'unknown', undefined],
  ]);
  expect(leftOut).toBe(4);
});

test('with Site Recovery unreadable nobody is called unprotected, and it is said why', async () => {
  const { readers } = sampleReaders({
    recovery: {
      items: async () => {
        throw new AzureRefused({ what: 'list', code: 'AuthorizationFailed', message: 'No right to read.' });
      },
    },
  });

  const { machines, missing } = await readStatus(payments, sight(readers));

  expect(new Set(machines.map(({ standing }) => standing.kind))).toEqual(new Set(['unknown']));
  expect(gapSentences(missing)).toEqual(['I could not read Site Recovery: No right to read. (AuthorizationFailed)']);
});

test('what Azure left out is passed on, and a fault of our own is not swallowed', async () => {
  const { missing } = await readStatus(
    undefined,
    sight(azure(['Vault b is in a region that does not answer.']).readers),
  );
  const broken = sampleReaders({
    recovery: {
      items: async () => {
        throw new TypeError('broken');
      },
    },
  });

  expect(gapSentences(missing)).toEqual(['Vault b is in a region that does not answer.']);
  await expect(readStatus(undefined, sight(broken.readers))).rejects.toThrow('broken');
});

test('why replication failed to begin is read from the newest job that failed, and a job that cannot be read is said', async () => {
  const left = { failedToBegin: true, allowed: ['DisableProtection'] } as const;
  const one = { kind: 'vm', name: 'pay-web-01', where: '', resources: [vmId('rg-payments', 'pay-web-01')] } as const;
  const failed = (name: string, minutes: number, changes: object = {}) =>
    sampleJob(name, {
      scenario: 'EnableDr',
      about: 'PAY-WEB-01',
      vaultId: recoveryVault,
      state: 'failed',
      startedAt: minutesAgo(minutes),
      ...changes,
    });
  const listed = [
    failed('older', 90),
    failed('newest', 30),
    failed('well', 20, { state: 'succeeded' }),
    failed('of-another', 10, { about: 'pay-web-02' }),
    failed('of-another-kind', 5, { scenario: 'DisableDr' }),
  ];
  const problem = { what: 'enable', code: '151037', message: 'No agent.', possibleCauses: 'It is switched off.' };
  const azureWhere = (job: () => Promise<ReturnType<typeof reading<(typeof listed)[number]>>>) =>
    sampleReaders({
      recovery: {
        items: async () => reading([sampleItem('pay-web-01', left)]),
        jobs: async () => reading(listed),
        job: async (id: string) => {
          expect(id).toBe(failed('newest', 30).id);
          return job();
        },
      },
    }).readers;

  const known = await readStatus(
    one,
    sight(azureWhere(async () => reading(failed('newest', 30, { problems: [problem] })))),
  );
  const unknown = await readStatus(
    one,
    sight(azureWhere(() => Promise.reject(new AzureUnreachable('read the job', 'no answer')))),
  );

  expect(known.machines).toMatchObject([
    {
      standing: { kind: 'failed-to-begin' },
      concern: 'critical',
      error: { code: '151037', summary: 'No agent.', possibleCauses: 'It is switched off.' },
    },
  ]);
  expect(unknown.machines[0]?.error).toBeUndefined();
  expect(gapSentences(unknown.missing)).toContain('I could not read the job that failed: Azure could not be reached.');
});

test('of many that failed to begin the reasons of two are read, and no points', async () => {
  const all = [...names, 'pay-db-01'];
  const failed = (name: string) =>
    sampleJob(name, { scenario: 'EnableDr', about: name, vaultId: recoveryVault, state: 'failed' });
  const { readers, asked } = sampleReaders({
    recovery: {
      items: async () => reading(all.map((name) => sampleItem(name, { failedToBegin: true }))),
      jobs: async () => reading(all.map(failed)),
      job: async (id: string) => reading({ ...failed('pay-web-01'), id }),
    },
  });

  const report = await readStatus(payments, sight(readers));

  expect(report.machines.map(({ standing }) => standing.kind)).toEqual(all.map(() => 'failed-to-begin'));
  expect(report.pointsNotYetRead).toEqual([]);
  expect(asked.filter((each) => each === 'recovery.job')).toHaveLength(2);
  expect(asked).not.toContain('recovery.recoveryPoints');
});
