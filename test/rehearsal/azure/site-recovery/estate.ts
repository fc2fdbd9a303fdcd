import { SiteRecoveryManagementClient } from '@azure/arm-recoveryservices-siterecovery';
import { createDisk, createVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  createNetworkInterface,
  createVirtualNetwork,
} from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import {
  ensureReplicationInfrastructure,
  type ProtectionWish,
  protectVirtualMachine,
} from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import type { World } from '../../../../rehearsal/azure/world/world.ts';
import { type Fixture, type FixtureOptions, startFixture } from '../fixture.ts';

export const VAULT = 'rsv-dr';
export const GROUP = 'rg-dr';
export const SOURCE = 'westeurope';
export const TARGET = 'northeurope';

/** A vault in North Europe, machines in West Europe, and everything that protecting them needs. */
export interface Estate {
  readonly fixture: Fixture;
  readonly world: World;
  readonly client: SiteRecoveryManagementClient;
  /** For calls that are wrong on purpose. */
  readonly strict: SiteRecoveryManagementClient;
  readonly ids: Ids;
  /** Adds a running machine with a system disk and a data disk. */
  addMachine(name: string, more?: { nsgId?: string; securityType?: 'ConfidentialVM' }): string;
  protect(name: string, wish?: Partial<ProtectionWish>): string;
  advance(seconds: number): void;
  /** Starts an operation, lets the time pass that it takes, and gives what it ends with. */
  afterwards<Result>(started: Promise<{ pollUntilDone(): Promise<Result> }>, seconds: number): Promise<Result>;
  as(principal: string): SiteRecoveryManagementClient;
  /** A client that speaks a later api-version, for which nobody has a spec: its traffic is recorded apart. */
  readonly later: SiteRecoveryManagementClient;
}

type Ids = ReturnType<typeof idsOf>;

function idsOf(subscriptionId: string) {
  const group = (name: string) => `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  const vault = `${group(GROUP)}/providers/Microsoft.RecoveryServices/vaults/${VAULT}`;
  const fabric = (region: string) => `${vault}/replicationFabrics/asr-a2a-default-${region}`;
  const container = (region: string) =>
    `${fabric(region)}/replicationProtectionContainers/asr-a2a-default-${region}-container`;
  return {
    group,
    vault,
    fabric,
    container,
    policy: `${vault}/replicationPolicies/24-hour-retention-policy`,
    vm: (name: string) => `${group('rg-app')}/providers/Microsoft.Compute/virtualMachines/${name}`,
    disk: (name: string, groupName = 'rg-app') => `${group(groupName)}/providers/Microsoft.Compute/disks/${name}`,
    nic: (name: string, groupName = 'rg-app') =>
      `${group(groupName)}/providers/Microsoft.Network/networkInterfaces/${name}`,
    network: (name: string, groupName = 'rg-app') =>
      `${group(groupName)}/providers/Microsoft.Network/virtualNetworks/${name}`,
    account: (name: string, groupName = 'rg-app') =>
      `${group(groupName)}/providers/Microsoft.Storage/storageAccounts/${name}`,
  };
}

export const SOURCE_FABRIC = `asr-a2a-default-${SOURCE}`;
export const SOURCE_CONTAINER = `asr-a2a-default-${SOURCE}-container`;
export const TARGET_FABRIC = `asr-a2a-default-${TARGET}`;
export const TARGET_CONTAINER = `asr-a2a-default-${TARGET}-container`;

/** Polls follow each other at once: in these tests time passes only when a test says so, or very fast. */
export const atOnce = { updateIntervalInMs: 1 };

export async function startEstate(options: FixtureOptions & { paired?: boolean } = {}): Promise<Estate> {
  const fixture = await startFixture(options);
  const { world } = fixture.azure;
  const ids = idsOf(fixture.subscriptionId);
  furnish(world, fixture.subscriptionId, ids);
  if (options.paired ?? true) pair(world, ids);
  const client = (
    principal: string,
    clientOptions: Fixture['clientOptions'] & { apiVersion?: string } = fixture.clientOptions,
  ) => new SiteRecoveryManagementClient(fixture.credential(principal), fixture.subscriptionId, clientOptions);
  return {
    fixture,
    world,
    ids,
    client: client('owner'),
    strict: client('owner', fixture.expectingError),
    as: (principal) => client(principal, fixture.expectingError),
    later: client('owner', { ...fixture.expectingError, apiVersion: '2024-10-01' }),
    advance: (seconds) => fixture.azure.clock.advance(seconds),
    async afterwards(started, seconds) {
      const poller = await started;
      fixture.azure.clock.advance(seconds);
      return poller.pollUntilDone();
    },
    addMachine: (name, more) => addMachine(world, ids, name, more),
    protect(name, wish = {}) {
      if (world.resources.get(ids.vm(name)) === undefined) addMachine(world, ids, name);
      const order = { vaultId: ids.vault, vmId: ids.vm(name), targetRegion: TARGET };
      return protectVirtualMachine(world, { ...order, recoveryResourceGroupId: ids.group('rg-app-asr'), ...wish }).id;
    },
  };
}

function furnish(world: World, subscriptionId: string, ids: Ids): void {
  createResourceGroup(world, { subscriptionId, name: GROUP, location: TARGET });
  createResourceGroup(world, { subscriptionId, name: 'rg-app', location: SOURCE });
  createResourceGroup(world, { subscriptionId, name: 'rg-app-asr', location: TARGET });
  createVault(world, { id: ids.vault, location: TARGET });
  const subnets = [{ name: 'app', prefix: '10.1.0.0/24' }];
  createVirtualNetwork(world, { id: ids.network('vnet-app'), location: SOURCE, addressPrefix: '10.1.0.0/16', subnets });
  for (const name of ['vnet-app-asr', 'vnet-drill']) {
    const id = ids.network(name, 'rg-app-asr');
    createVirtualNetwork(world, { id, location: TARGET, addressPrefix: '10.1.0.0/16', subnets });
  }
  createStorageAccount(world, { id: ids.account('cachewe'), location: SOURCE, sku: 'Standard_LRS' });
  createStorageAccount(world, { id: ids.account('cachene', 'rg-app-asr'), location: TARGET, sku: 'Standard_LRS' });
}

function pair(world: World, ids: Ids): void {
  ensureReplicationInfrastructure(world, {
    vaultId: ids.vault,
    source: SOURCE,
    target: TARGET,
    policy: { appConsistentEvery: 240 },
    networks: [{ sourceId: ids.network('vnet-app'), targetId: ids.network('vnet-app-asr', 'rg-app-asr') }],
  });
}

function addMachine(
  world: World,
  ids: Ids,
  name: string,
  more: { nsgId?: string; securityType?: 'ConfidentialVM' } = {},
): string {
  const disks = [`${name}-os`, `${name}-data`].map((disk) => ids.disk(disk));
  const [osDiskId = '', dataDiskId = ''] = disks;
  createDisk(world, { id: osDiskId, location: SOURCE, sizeGb: 64, sku: 'Premium_LRS', osType: 'Linux' });
  createDisk(world, { id: dataDiskId, location: SOURCE, sizeGb: 128, sku: 'Premium_LRS' });
  const nicId = ids.nic(`${name}-nic`);
  const subnetId = `${ids.network('vnet-app')}/subnets/app`;
  createNetworkInterface(world, { id: nicId, location: SOURCE, subnetId, ...(more.nsgId && { nsgId: more.nsgId }) });
  return createVirtualMachine(world, {
    id: ids.vm(name),
    location: SOURCE,
    size: 'Standard_D2s_v5',
    osType: 'Linux',
    osDiskId,
    dataDiskIds: [dataDiskId],
    nicIds: [nicId],
    tags: { app: name },
    running: true,
    ...(more.securityType && { securityType: more.securityType }),
  }).id;
}

/** The body that enables the replication of a machine of the estate. */
export function enableInput({ ids }: Estate, name: string) {
  const disk = (part: string) => ({
    diskId: ids.disk(`${name}-${part}`),
    primaryStagingAzureStorageAccountId: ids.account('cachewe'),
    recoveryResourceGroupId: ids.group('rg-app-asr'),
  });
  return {
    properties: {
      policyId: ids.policy,
      providerSpecificDetails: {
        instanceType: 'A2A' as const,
        fabricObjectId: ids.vm(name),
        recoveryContainerId: ids.container(TARGET),
        recoveryResourceGroupId: ids.group('rg-app-asr'),
        recoveryAzureNetworkId: ids.network('vnet-app-asr', 'rg-app-asr'),
        vmManagedDisks: [disk('os'), disk('data')],
      },
    },
  };
}

/** The body that replicates a failed-over machine back. */
export function switchInput({ ids }: Estate, name: string) {
  const disk = (part: string) => ({
    diskId: ids.disk(`${name}-${part}`, 'rg-app-asr'),
    primaryStagingAzureStorageAccountId: ids.account('cachene', 'rg-app-asr'),
    recoveryResourceGroupId: ids.group('rg-app'),
  });
  return {
    properties: {
      replicationProtectedItemName: name,
      providerSpecificDetails: {
        instanceType: 'A2A' as const,
        recoveryContainerId: ids.container(SOURCE),
        recoveryResourceGroupId: ids.group('rg-app'),
        policyId: ids.policy,
        vmManagedDisks: [disk('os'), disk('data')],
      },
    },
  };
}

/** A call that is going to be refused. It may be looked at later than it ends without alarming anybody. */
export function toBeRefused<Result>(call: Promise<Result>): Promise<Result> {
  call.catch(() => {});
  return call;
}
