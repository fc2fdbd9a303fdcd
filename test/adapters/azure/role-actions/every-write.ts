import type { Azure } from '../../../../adapters/azure/azure.ts';
import type { OperationToken, Sending } from '../../../../src/ports/azure/write.ts';
import { type AzureWorld, reread, sending, startAzureWorld } from '../azure-world.ts';
import { diskOrder, ended, newestPoint, startBackupWorld } from '../backup/backup-world.ts';
import { everyWrite, reconciliation } from '../backup/every-write.ts';
import { everyCall, prepared } from '../recovery/every-write.ts';
import { outcome, startRecoveryWorld } from '../recovery/recovery-world.ts';

type Writers = Azure['writers'];
type Writes<Area extends 'copies' | 'places' | 'machines'> = Readonly<
  Record<Exclude<keyof Writers[Area], 'standing'>, (writer: Writers[Area], how: Sending) => Promise<OperationToken>>
>;

export const copies = ({ id }: AzureWorld): Writes<'copies'> => {
  const near = id('app', 'Microsoft.Compute/restorePointCollections/near');
  const far = id('network-westus', 'Microsoft.Compute/restorePointCollections/far');
  const snapshot = id('app', 'Microsoft.Compute/snapshots/one');
  const remote = id('network-westus', 'Microsoft.Compute/snapshots/one');
  const vmId = id('app', 'Microsoft.Compute/virtualMachines/web-01');
  const diskId = id('app', 'Microsoft.Compute/disks/web-01-os');
  const disk = id('app', 'Microsoft.Compute/disks/restored-os');
  const card = id('app', 'Microsoft.Network/networkInterfaces/restored-nic');
  const subnetId = id('network-eastus', 'Microsoft.Network/virtualNetworks/vnet-eastus/subnets/app');
  const machine = {
    id: id('app', 'Microsoft.Compute/virtualMachines/restored'),
    region: 'eastus',
    size: 'Standard_D2s_v5',
    os: 'linux',
    trustedLaunch: false,
    osDiskId: disk,
    dataDisks: [],
    networkCardId: card,
    tags: {},
  } as const;
  const one = (collectionId: string) => `${collectionId}/restorePoints/one`;
  return {
    createCollection: async (writer, how) => {
      await writer.createCollection({ id: near, region: 'eastus', sourceId: vmId }, sending());
      return writer.createCollection({ id: far, region: 'westus', sourceId: near }, how);
    },
    createRestorePoint: (writer, how) =>
      writer.createRestorePoint({ id: one(near), consistency: 'crash', excludeDiskIds: [] }, how),
    copyRestorePoint: (writer, how) => writer.copyRestorePoint({ id: one(far), sourceId: one(near) }, how),
    createSnapshot: (writer, how) =>
      writer.createSnapshot({ id: snapshot, region: 'eastus', diskId, incremental: true }, how),
    copySnapshot: (writer, how) => writer.copySnapshot({ id: remote, region: 'westus', sourceId: snapshot }, how),
    createDisk: (writer, how) =>
      writer.createDisk(
        { id: disk, region: 'eastus', from: { kind: 'snapshot', id: snapshot }, type: 'Standard_LRS', tags: {} },
        how,
      ),
    createNetworkCard: (writer, how) =>
      writer.createNetworkCard({ id: card, region: 'eastus', subnetId, tags: {} }, how),
    createMachine: (writer, how) => writer.createMachine(machine, how),
    deleteDisk: (writer, how) => writer.deleteDisk({ id: `${disk}-gone` }, how),
    deleteRestorePoint: (writer, how) => writer.deleteRestorePoint({ id: one(far) }, how),
    deleteSnapshot: (writer, how) => writer.deleteSnapshot({ id: remote }, how),
  };
};

export const places = ({ id, subscriptionId }: AzureWorld): Writes<'places'> => {
  const vaultId = id('vault-recovery', 'Microsoft.RecoveryServices/vaults/new');
  const accountId = id('network-eastus', 'Microsoft.Storage/storageAccounts/cacheeastus01');
  return {
    createResourceGroup: (writer, how) =>
      writer.createResourceGroup(
        { id: `/subscriptions/${subscriptionId}/resourceGroups/drill`, region: 'westus' },
        how,
      ),
    createNetwork: (writer, how) => {
      const network = id('network-westus', 'Microsoft.Network/virtualNetworks/vnet-eastus-asr');
      const subnets = [{ name: 'app', prefix: '10.10.1.0/24' }];
      return writer.createNetwork({ id: network, region: 'westus', prefixes: ['10.10.0.0/16'], subnets }, how);
    },
    createAvailabilitySet: (writer, how) => {
      const set = id('network-westus', 'Microsoft.Compute/availabilitySets/web-asr');
      return writer.createAvailabilitySet({ id: set, region: 'westus', faultDomains: 2, updateDomains: 5 }, how);
    },
    createAccount: (writer, how) => {
      const account = id('network-eastus', 'Microsoft.Storage/storageAccounts/asrcache0001');
      return writer.createAccount({ id: account, region: 'eastus', sku: 'Standard_LRS' }, how);
    },
    createVault: (writer, how) => writer.createVault({ id: vaultId, region: 'westus', redundancy: 'local' }, how),
    setRedundancy: (writer, how) => writer.setRedundancy({ vaultId, redundancy: 'geo' }, how),
    enableCrossRegionRestore: (writer, how) => writer.enableCrossRegionRestore({ vaultId }, how),
    setAccountRedundancy: (writer, how) => writer.setAccountRedundancy({ accountId, sku: 'Standard_GRS' }, how),
    failOverAccount: (writer, how) => writer.failOverAccount({ accountId, planned: false }, how),
  };
};

export const machines = ({ id }: AzureWorld): Writes<'machines'> => ({
  runInside: (writer, how) => {
    const vmId = id('app', 'Microsoft.Compute/virtualMachines/web-01');
    return writer.runInside({ vmId, os: 'linux', script: ['hostname'] }, how);
  },
});

/** Performs each write of copies, machines and places, and follows it. */
const actionsOfPlainWriters = async (): Promise<readonly string[]> => {
  const world = await startAzureWorld();
  try {
    // Asking for what a deletion took away is refused on purpose.
    world.azure.faults.add({ method: 'GET' }, { kind: 'slow', milliseconds: 0 });
    const { writers } = world.connected;
    for (const write of Object.values(copies(world))) {
      await follow(world, await write(writers.copies, sending()), writers.copies.standing);
    }
    for (const write of Object.values(places(world))) {
      await follow(world, await write(writers.places, sending()), writers.places.standing);
    }
    for (const write of Object.values(machines(world))) {
      await follow(world, await write(writers.machines, sending()), writers.machines.standing);
    }
    return world.calls.map(({ action }) => action);
  } finally {
    await world.close();
  }
};

/** By what Azure has given to ask, and by the resource itself, which is asked where that is forgotten or forbidden. */
const follow = async (world: AzureWorld, token: OperationToken, standing: Writers['copies']['standing']) => {
  await standing(reread(token));
  world.azure.clock.advance(7200);
  await standing(reread(token));
  await standing({ ...token, kind: 'resource', at: token.resource });
};

/** Performs each write of Site Recovery, follows it by its token, and looks for it as if nobody had heard the answer. */
const actionsOfRecoveryWriter = async (): Promise<readonly string[]> => {
  const world = await startRecoveryWorld();
  try {
    const { recovery } = world.connected.writers;
    for (const call of everyCall) {
      const { send, target } = await prepared(world, call);
      const [how, sentAt] = [sending(), new Date(world.azure.clock.now())];
      const token = await send(recovery)(how);
      await recovery.reconcile({ itemId: target, scenario: call, requestId: how.requestId, sentAt });
      await outcome(world, token);
    }
    await changeJobs(world);
    return world.calls.map(({ action }) => action);
  } finally {
    await world.close();
  }
};

/** The job is not one that either can be done with: that Azure was asked is all that counts here. */
const changeJobs = async (world: AzureWorld): Promise<void> => {
  const { target: jobId } = await prepared(world, 'jobAction');
  const { recovery } = world.connected.writers;
  world.azure.faults.add({ method: 'POST' }, { kind: 'slow', milliseconds: 0 });
  for (const action of ['restart', 'resume'] as const) {
    await recovery.jobAction({ jobId, action }, sending()).catch(() => undefined);
  }
};

/** The same for Azure Backup, each write in a world of its own. */
const actionsOfBackupWriter = async (): Promise<readonly string[]> => {
  const actions: string[] = [];
  for (const { call, prepare } of everyWrite) {
    const world = await startBackupWorld({ protect: false });
    const act = await prepare(world);
    const own = world.anotherAdapter();
    const how = sending();
    const token = await act(own.writer, how);
    await own.writer.reconcile(await reconciliation(world, call, how));
    await ended(world, token, own);
    actions.push(...own.calls.map(({ action }) => action));
    await world.fixture.close();
  }
  return [...actions, ...(await actionsOfValidation())];
};

const actionsOfValidation = async (): Promise<readonly string[]> => {
  const world = await startBackupWorld();
  const own = world.anotherAdapter();
  const token = await own.writer.validateRestore(diskOrder(world, await newestPoint(world)), sending());
  await ended(world, token, own);
  await world.fixture.close();
  return own.calls.map(({ action }) => action);
};

/** Performs everything that a writer can; the actions that this took. */
export const actionsOfWriters = async (): Promise<readonly string[]> => [
  ...(await actionsOfPlainWriters()),
  ...(await actionsOfRecoveryWriter()),
  ...(await actionsOfBackupWriter()),
];
