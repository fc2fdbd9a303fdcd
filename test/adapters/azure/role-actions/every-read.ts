import type { Azure } from '../../../../adapters/azure/azure.ts';
import { contoso } from '../../../../rehearsal/azure/scenarios/contoso.ts';
import { type AzureWorld, sending, startAzureWorld } from '../azure-world.ts';

type Readers = Azure['readers'];

/** Something of each kind that can be asked for. */
interface Things {
  readonly readers: Readers;
  readonly subscription: string;
  readonly machineId: string;
  readonly nicId: string;
  readonly accountId: string;
  readonly groupId: string;
  readonly recoveryVaultId: string;
  readonly backupVaultId: string;
  readonly collectionId: string;
  readonly snapshotId: string;
}

type EveryRead = {
  readonly [Area in keyof Readers]: {
    readonly [Method in keyof Readers[Area]]: (things: Things) => Promise<unknown>;
  };
};

const everyRead: EveryRead = {
  estate: {
    vms: ({ readers }) => readers.estate.vms('fresh'),
    classicVms: ({ readers }) => readers.estate.classicVms(),
    unlistedVms: ({ readers }) => readers.estate.unlistedVms(),
    vm: ({ readers, machineId }) => readers.estate.vm(machineId),
    vmState: ({ readers, machineId }) => readers.estate.vmState(machineId),
    disk: async ({ readers, machineId }) => {
      const { value } = await readers.estate.vm(machineId);
      return readers.estate.disk(value.disks[0]?.id ?? '');
    },
    disksIn: ({ readers, machineId }) => readers.estate.disksIn(machineId.split('/').slice(0, 5).join('/')),
    regions: ({ readers, subscription }) => readers.estate.regions(subscription),
    quotas: ({ readers, subscription }) => readers.estate.quotas(subscription, 'westus'),
    sizes: ({ readers, subscription }) => readers.estate.sizes(subscription, 'westus'),
    effectiveRules: ({ readers, nicId }) => readers.estate.effectiveRules(nicId),
    effectiveRoutes: ({ readers, nicId }) => readers.estate.effectiveRoutes(nicId),
    nic: ({ readers, nicId }) => readers.estate.nic(nicId),
    network: async ({ readers, nicId }) => {
      const { value } = await readers.estate.nic(nicId);
      return readers.estate.network(value.networkId ?? '');
    },
    availabilitySet: ({ readers, groupId }) =>
      readers.estate.availabilitySet(`${groupId}/providers/Microsoft.Compute/availabilitySets/none`),
    networks: ({ readers, subscription }) => readers.estate.networks(subscription),
    storageAccounts: ({ readers, subscription }) => readers.estate.storageAccounts(subscription),
    storageAccount: ({ readers, accountId }) => readers.estate.storageAccount(accountId),
  },
  rights: {
    rolesOf: ({ readers }) =>
      readers.rights.rolesOf(contoso.principals.find(({ name }) => name === 'worker')?.objectId ?? ''),
  },
  places: {
    vaults: ({ readers }) => readers.places.vaults('fresh'),
    vault: ({ readers, backupVaultId }) => readers.places.vault(backupVaultId),
    resourceGroup: ({ readers, groupId }) => readers.places.resourceGroup(groupId),
  },
  copies: {
    collections: ({ readers }) => readers.copies.collections('fresh'),
    collection: ({ readers, collectionId }) => readers.copies.collection(collectionId),
    restorePoints: ({ readers, collectionId }) => readers.copies.restorePoints(collectionId),
    restorePoint: ({ readers, collectionId }) => readers.copies.restorePoint(`${collectionId}/restorePoints/one`),
    progress: ({ readers, collectionId }) => readers.copies.progress(`${collectionId}/restorePoints/one`),
    snapshots: ({ readers }) => readers.copies.snapshots('fresh'),
    snapshot: ({ readers, snapshotId }) => readers.copies.snapshot(snapshotId),
  },
  recovery: {
    items: ({ readers }) => readers.recovery.items('fresh'),
    item: async ({ readers }) => readers.recovery.item(await first(readers.recovery.items('fresh')), 'fresh'),
    recoveryPoints: async ({ readers }) =>
      readers.recovery.recoveryPoints(await first(readers.recovery.items('fresh'))),
    plans: ({ readers }) => readers.recovery.plans('fresh'),
    plan: async ({ readers }) => readers.recovery.plan(await first(readers.recovery.plans('fresh')), 'fresh'),
    policies: ({ readers, recoveryVaultId }) => readers.recovery.policies(recoveryVaultId),
    jobs: ({ readers }) => readers.recovery.jobs(new Date(0)),
    job: async ({ readers }) => readers.recovery.job(await first(readers.recovery.jobs(new Date(0)))),
    setup: ({ readers, recoveryVaultId }) => readers.recovery.setup(recoveryVaultId),
    events: ({ readers }) => readers.recovery.events(new Date(0)),
  },
  backup: {
    items: ({ readers }) => readers.backup.items('fresh'),
    points: async ({ readers }) => readers.backup.points(await first(readers.backup.items('fresh'))),
    secondaryItems: ({ readers, backupVaultId }) => readers.backup.secondaryItems(backupVaultId),
    secondaryPoints: async ({ readers }) => readers.backup.secondaryPoints(await first(readers.backup.items('fresh'))),
    policies: ({ readers, backupVaultId }) => readers.backup.policies(backupVaultId),
    jobs: ({ readers }) => readers.backup.jobs(new Date(0)),
    job: async ({ readers }) => {
      const { value } = await readers.backup.jobs(new Date(0));
      const ofKind = (service: string) => value.find((job) => job.service === service)?.id ?? 'none';
      await readers.backup.job(ofKind('backup'));
      await readers.backup.job(ofKind('cross-region-restore'));
    },
  },
};

const first = async (reading: Promise<{ readonly value: readonly { readonly id: string }[] }>): Promise<string> =>
  (await reading).value[0]?.id ?? 'none';

/** Asks each reader for everything that it can say, once; the actions that this took. */
export const actionsOfReaders = async (): Promise<readonly string[]> => {
  const world = await startAzureWorld({ scenario: contoso });
  try {
    const things = await prepare(world);
    world.calls.length = 0;
    for (const area of Object.values<Record<string, (things: Things) => Promise<unknown>>>({ ...everyRead })) {
      for (const read of Object.values(area)) await read(things);
    }
    await world.connected.roles.assignments('00000000-0000-4000-8000-000000000001');
    // Where nobody has said which subscriptions there are.
    await world.connect({ subscriptions: [] }).readers.places.vaults('fresh');
    return world.calls.map(({ action }) => action);
  } finally {
    await world.close();
  }
};

/** Copies, a snapshot, jobs of every kind, and a restore in the secondary region, which the scenario itself has none of. */
const prepare = async (world: AzureWorld): Promise<Things> => {
  const { id, subscriptionId: subscription } = world;
  const { clock } = world.azure;
  const timing = { now: () => new Date(clock.now()), sleep: async () => clock.advance(5) };
  const { readers, writers } = world.connect({ timing });
  const machineId = id('payments', 'Microsoft.Compute/virtualMachines/pay-web-01');
  const things = {
    readers,
    subscription,
    machineId,
    nicId: (await readers.estate.vm(machineId)).value.nicIds[0] ?? '',
    accountId: await first(readers.estate.storageAccounts(subscription)),
    groupId: `/subscriptions/${subscription}/resourceGroups/payments`,
    recoveryVaultId: id('contoso-recovery', 'Microsoft.RecoveryServices/vaults/contoso-recovery'),
    backupVaultId: id('contoso-backup', 'Microsoft.RecoveryServices/vaults/contoso-backup'),
    collectionId: id('payments', 'Microsoft.Compute/restorePointCollections/near'),
    snapshotId: id('payments', 'Microsoft.Compute/snapshots/one'),
  };
  const { collectionId, snapshotId } = things;
  await writers.copies.createCollection({ id: collectionId, region: 'eastus', sourceId: machineId }, sending());
  const point = { id: `${collectionId}/restorePoints/one`, consistency: 'crash', excludeDiskIds: [] } as const;
  await writers.copies.createRestorePoint(point, sending());
  const diskId = (await readers.estate.vm(machineId)).value.disks[0]?.id ?? '';
  await writers.copies.createSnapshot({ id: snapshotId, region: 'eastus', diskId, incremental: true }, sending());
  const { value: items } = await readers.recovery.items('fresh');
  const itemId = items.find(({ vmName }) => vmName === 'pay-web-01')?.id ?? 'none';
  await writers.recovery.resync({ itemId }, sending());
  await backUpAndRestore(things, writers.backup, new Date(clock.now() + 86_400_000));
  clock.advance(600);
  return things;
};

const backUpAndRestore = async (
  { readers, machineId, backupVaultId, subscription }: Things,
  writer: Azure['writers']['backup'],
  keepUntil: Date,
): Promise<void> => {
  const { value: items } = await readers.backup.secondaryItems(backupVaultId);
  const itemId = items.find(({ vmName }) => vmName === 'pay-web-01')?.id ?? 'none';
  const { value: accounts } = await readers.estate.storageAccounts(subscription);
  const order = {
    itemId,
    pointId: await first(readers.backup.secondaryPoints(itemId)),
    vmId: machineId,
    region: 'westus',
    secondaryRegion: 'westus',
    stagingAccountId: accounts.find(({ region }) => region === 'westus')?.id ?? 'none',
    into: { kind: 'disks', resourceGroupId: `/subscriptions/${subscription}/resourceGroups/network-westus` },
  } as const;
  await writer.restoreInSecondary(order, sending());
  await writer.backUpNow({ itemId, keepUntil }, sending());
};
