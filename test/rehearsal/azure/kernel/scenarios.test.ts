import { ComputeManagementClient } from '@azure/arm-compute';
import { SiteRecoveryManagementClient } from '@azure/arm-recoveryservices-siterecovery';
import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contoso } from '../../../../rehearsal/azure/scenarios/contoso.ts';
import { generated } from '../../../../rehearsal/azure/scenarios/generated.ts';
import { type Fixture, startFixture } from '../fixture.ts';

let fixture: Fixture;
let compute: ComputeManagementClient;
beforeAll(async () => {
  fixture = await startFixture({ scenario: contoso });
  compute = new ComputeManagementClient(fixture.credential(), fixture.subscriptionId, fixture.clientOptions);
});
afterAll(() => fixture.close());

test('contoso has twenty-four machines in four applications, and two that a drill and a failover made', async () => {
  const machines = await all(compute.virtualMachines.listAll());

  const recovered = machines.filter(({ location }) => location === 'westus').map(({ name }) => name);
  expect(machines.length - recovered.length).toBe(24);
  expect(recovered).toEqual(['ledger-app-02-test', 'ledger-db-01']);
  expect(new Set(machines.map(({ tags }) => tags?.application))).toEqual(
    new Set(['payments', 'shop', 'ledger', 'intranet']),
  );
});

test('contoso has the machines that cannot be copied as others are', async () => {
  const confidential = await compute.virtualMachines.get('ledger', 'ledger-keys-01');
  const unmanaged = await compute.virtualMachines.get('ledger', 'ledger-old-01');
  const privately = await compute.disks.get('ledger', 'ledger-file-01-os');
  const customerKeys = await compute.disks.get('shop', 'shop-db-01-data-0');

  expect(confidential.securityProfile?.securityType).toBe('ConfidentialVM');
  expect(unmanaged.storageProfile?.osDisk?.vhd?.uri).toContain('ledger-old-01-os.vhd');
  expect(privately.networkAccessPolicy).toBe('AllowPrivate');
  expect(customerKeys.encryption?.type).toBe('EncryptionAtRestWithCustomerKey');
});

test('contoso has no cores for one of its machines in the target region', async () => {
  const usages = await all(compute.usageOperations.list('westus'));

  expect(usages.find(({ name }) => name.value === 'standardFSv2Family')?.limit).toBe(0);
});

test('contoso’s backups are there, failing or waiting for their first run', async () => {
  const backups = new RecoveryServicesBackupClient(fixture.credential(), fixture.subscriptionId, fixture.clientOptions);

  const items = await all(backups.backupProtectedItems.list('contoso-backup', 'contoso-backup'));

  const machines = contoso.applications.filter(({ backup }) => backup).flatMap((application) => application.machines);
  expect(items).toHaveLength(machines.filter(({ backup }) => backup !== 'none').length);
  const propertiesOf = (name: string) => items.find((item) => item.name?.endsWith(name))?.properties;
  expect(propertiesOf('shop-search-01')).toMatchObject({ protectionState: 'IRPending' });
  expect(propertiesOf('shop-batch-01')).toMatchObject({ protectionState: 'Protected', lastBackupStatus: 'Failed' });
});

test('contoso’s replication has one of each kind of trouble', async () => {
  const recovery = recoveryOf(fixture);
  const items = await all(recovery.replicationProtectedItems.list('contoso-recovery', 'contoso-recovery'));
  const of = (name: string) => items.find((item) => item.properties?.friendlyName === name)?.properties;
  const errorsOf = (name: string) => of(name)?.healthErrors?.map(({ errorCode }) => errorCode);

  expect(of('pay-web-01')).toMatchObject({ protectionState: 'Protected', replicationHealth: 'Normal' });
  expect(errorsOf('pay-db-01')).toEqual(expect.arrayContaining(['153007', '153009', '153006']));
  expect(errorsOf('shop-app-02')).toContain('153077');
  expect(errorsOf('shop-app-01')).toContain('153025');
  expect(of('shop-search-01')).toMatchObject({ protectionState: 'InitialReplicationInProgress' });
  expect(of('ledger-app-02')?.allowedOperations).toEqual(['TestFailoverCleanup']);
  expect(of('ledger-db-01')?.allowedOperations).toContain('Commit');
  expect(of('ledger-keys-01')).toBeUndefined();
});

test('contoso’s payments have a recovery plan that starts the database first', async () => {
  const plan = await recoveryOf(fixture).replicationRecoveryPlans.get(
    'contoso-recovery',
    'contoso-recovery',
    'plan-payments',
  );

  const groups = plan.properties?.groups?.filter(({ groupType }) => groupType === 'Boot');
  expect(groups?.map((group) => group.replicationProtectedItems?.length)).toEqual([1, 1, 2]);
});

test('a generated world has as many replicated machines as were asked for', async () => {
  const many = await startFixture({ scenario: generated(250) });
  const client = new ComputeManagementClient(many.credential(), many.subscriptionId, many.clientOptions);

  expect(await all(client.virtualMachines.listAll())).toHaveLength(250);
  const items = recoveryOf(many).replicationProtectedItems.list('vault-recovery', 'vault-recovery');
  expect(await all(items)).toHaveLength(250);
  await many.close();
});

function recoveryOf({ credential, subscriptionId, clientOptions }: Fixture): SiteRecoveryManagementClient {
  return new SiteRecoveryManagementClient(credential(), subscriptionId, clientOptions);
}

async function all<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of pages) items.push(item);
  return items;
}
