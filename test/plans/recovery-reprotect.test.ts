import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/definitions/command.ts';
import { AzureRefused, AzureUnreachable } from '../../src/errors/azure.ts';
import { planReprotect } from '../../src/plans/recovery/reprotect.ts';
import type { StorageAccount } from '../../src/ports/azure/estate.ts';
import type { ProtectedItem } from '../../src/ports/azure/recovery.ts';
import { diskId, now, reading, sampleItem, sampleReaders, sampleVm } from '../sample/azure.ts';
import { nothingKept } from '../sample/kept.ts';
import { groupId, samplePolicy, vmInPayments } from '../sample/policy.ts';

const target = vmInPayments('pay-db-01');
const present = `${groupId('rg-payments-asr')}/providers/microsoft.compute/disks/pay-db-01-os`;

const failedOver = sampleItem('pay-db-01', {
  activeLocation: 'target',
  allowed: ['SwitchProtection'],
  lifecycleId: 'life-1',
  disks: [{ id: diskId('pay-db-01-os'), name: 'pay-db-01-os', targetDiskId: present, replicaType: 'Premium_LRS' }],
});

const account = (name: string, region = 'westus2'): StorageAccount => ({
  id: `${groupId('rg-net')}/providers/microsoft.storage/storageaccounts/${name}`,
  name,
  region,
  sku: 'Standard_LRS',
  kind: 'StorageV2',
});

type Estate = NonNullable<Parameters<typeof sampleReaders>[0]>['estate'];

const plan = (
  accounts: readonly StorageAccount[],
  cache?: string,
  others: readonly ProtectedItem[] = [],
  estate: Estate = {},
) => {
  const { readers } = sampleReaders({
    recovery: { items: async () => reading([failedOver, ...others]) },
    estate: { storageAccounts: async () => reading(accounts), quotas: async () => reading([]), ...estate },
  });
  const context = { policy: samplePolicy(), now: () => now, readers, kept: nothingKept } as unknown as PlanContext;
  return planReprotect({ target, ...(cache && { cache }) }, context);
};

test('the body is made from the item: its container, the group of old, the disks that it runs from now', async () => {
  const made = await plan([account('cachewest')]);

  expect(made.writes[0]).toMatchObject({
    resource: failedOver.containerId,
    of: failedOver.vmId,
    call: {
      body: {
        properties: {
          replicationProtectedItemName: 'pay-db-01',
          providerSpecificDetails: {
            recoveryContainerId: failedOver.containerId,
            recoveryResourceGroupId: expect.stringMatching(/rg-payments$/u),
            vmManagedDisks: [{ diskId: present, primaryStagingAzureStorageAccountId: account('cachewest').id }],
          },
        },
      },
    },
  });
  expect(made.facts.decisive).toMatchObject({ machines: ['life-1'], disks: [present] });
});

const setId = `${groupId('rg-payments')}/providers/microsoft.compute/availabilitysets/pay-db`;
const keys = `${groupId('rg-payments')}/providers/microsoft.compute/diskencryptionsets/pay-keys`;
const oldDisk = {
  id: diskId('pay-db-01-os').toUpperCase(),
  name: 'pay-db-01-os',
  region: 'eastus',
  sizeGb: 64,
  type: 'Premium_LRS',
  state: 'Reserved',
  networkAccess: 'everywhere',
  encryptionSetId: keys,
} as const;

test.each([
  ['in an availability set', { availabilitySetId: setId }, { recoveryAvailabilitySetId: setId }],
  ['in a zone', { zones: ['2'] }, { recoveryAvailabilityZone: '2' }],
  ['in neither', {}, { recoveryAvailabilitySetId: undefined, recoveryAvailabilityZone: undefined }],
])('a machine that was %s goes back there, with the keys that its disks have there', async (_where, old, expected) => {
  const made = await plan([account('cachewest')], undefined, [], {
    vms: async () => reading([sampleVm('pay-db-01', old)]),
    disksIn: async () => reading([oldDisk]),
  });

  expect(made.writes[0]?.call.body).toMatchObject({
    properties: {
      providerSpecificDetails: { ...expected, vmManagedDisks: [{ recoveryDiskEncryptionSetId: keys }] },
    },
  });
  expect(made.checks.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  expect(made.facts.decisive).toMatchObject({ 'encryption sets': [keys] });
});

test('page blobs are refused before anything is sent, with the way out', async () => {
  const blob = { id: 'https://old.blob.core.windows.net/vhds/old-01-os.vhd', name: 'old-01-os' };
  const old = sampleItem('pay-db-01', { ...failedOver, disks: [blob] });
  const { readers } = sampleReaders({
    recovery: { items: async () => reading([old]) },
    estate: { storageAccounts: async () => reading([account('cachewest')]), quotas: async () => reading([]) },
  });
  const context = { policy: samplePolicy(), now: () => now, readers, kept: nothingKept } as unknown as PlanContext;

  const made = await planReprotect({ target }, context);

  expect(made.checks).toContainEqual(
    expect.objectContaining({ outcome: 'block', why: expect.stringContaining('page blobs') }),
  );
  expect(made.writes).toEqual([]);
});

test('where the machine of old cannot be seen, the plan says what it therefore does not ask for', async () => {
  const made = await plan([account('cachewest')]);

  expect(made.checks).toContainEqual(
    expect.objectContaining({
      outcome: 'warning',
      why: expect.stringContaining('Azure shows no pay-db-01 in East US'),
    }),
  );
});

const refusal = (status: number) =>
  new AzureRefused({ what: 'list the quotas in eastus', code: 'AsAzureSays', message: 'No.', status });

test.each([
  ['is down', refusal(503)],
  ['cannot be reached', new AzureUnreachable('list the quotas in eastus', 'no connection')],
])('where the region of old %s, nothing is sent, and the plan says when to ask again', async (_why, error) => {
  const made = await plan([account('cachewest')], undefined, [], { quotas: () => Promise.reject(error) });

  expect(made.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([
    {
      outcome: 'block',
      subject: 'East US',
      why: 'it does not answer, and everything would be replicated into it.',
      fix: 'When East US is back: reprotect pay-db-01. Until then nothing protects what runs now.',
    },
  ]);
  expect(made.writes).toEqual([]);
});

test('a region that may not be looked into is there all the same', async () => {
  const made = await plan([account('cachewest')], undefined, [], { quotas: () => Promise.reject(refusal(403)) });

  expect(made.checks.map(({ outcome }) => outcome)).not.toContain('block');
  expect(made.writes).not.toEqual([]);
});

test('of several accounts the one is taken that other machines there write through already', async () => {
  const used = account('cache-used');
  const neighbour = sampleItem('other-01', {
    disks: [{ id: diskId('other-01-os'), name: 'other-01-os', cacheAccountId: used.id.toUpperCase() }],
  });

  const made = await plan([account('reports'), used], undefined, [neighbour]);

  expect(made.checks).toContainEqual(
    expect.objectContaining({ outcome: 'passed', why: expect.stringMatching(/^cache-used/u) }),
  );
});

test.each<[string, readonly StorageAccount[], string | undefined, string]>([
  [
    'in the wrong region',
    [account('cacheeast', 'eastus'), account('cachewest')],
    'cacheeast',
    'cacheeast is in East US',
  ],
  ['that is not there', [account('cachewest')], 'nothing', 'there is no storage account nothing'],
  ['that nobody named, of two', [account('one'), account('two')], undefined, 'I cannot tell which'],
  ['where there is none', [account('cacheeast', 'eastus')], undefined, 'I cannot tell which'],
])('a cache account %s is refused before anything is sent', async (_which, accounts, cache, why) => {
  const made = await plan(accounts, cache);

  expect(made.checks).toContainEqual(
    expect.objectContaining({ outcome: 'block', why: expect.stringContaining(why), fix: expect.any(String) }),
  );
  expect(made.writes).toEqual([]);
});

test('an account that the asker chose has to be theirs to choose', async () => {
  const attached = async (cache?: string) =>
    (await plan([account('cachewest')], cache)).writes.find(({ action }) => action.startsWith('Microsoft.Storage'));

  expect(await attached()).toHaveProperty('of', failedOver.vmId);
  expect(await attached('cachewest')).not.toHaveProperty('of');
});
