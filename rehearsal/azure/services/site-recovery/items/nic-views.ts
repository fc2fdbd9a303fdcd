import type { World } from '../../../world/world.ts';
import { findVirtualMachine } from '../../compute/provision.ts';
import type { NetworkInterface } from '../../network/shapes.ts';
import { findNetwork } from '../../network/subnets.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { guidOf } from '../names.ts';
import type { NicSettings, ProtectedItem } from './item.ts';

export function nicsOf(world: World, vmId: string): NetworkInterface[] {
  const references = findVirtualMachine(world, vmId)?.properties.networkProfile.networkInterfaces ?? [];
  return references
    .map(({ id }) => world.resources.get(id) as NetworkInterface | undefined)
    .filter((nic) => nic !== undefined);
}

/** A network interface as items call it. */
export function nicGuid({ state }: ProtectedItem, nicId: string): string {
  return guidOf('nic', state.lifecycleId, nicId.slice(nicId.lastIndexOf('/') + 1));
}

export function nicViews(world: World, item: ProtectedItem): Record<string, unknown>[] {
  return nicsOf(world, item.state.vmId).map((nic) => {
    const nicId = nicGuid(item, nic.id);
    return nicView(world, item, nic, nicId, item.state.settings.nics.get(nicId) ?? {});
  });
}

function nicView(
  world: World,
  item: ProtectedItem,
  nic: NetworkInterface,
  nicId: string,
  set: NicSettings,
): Record<string, unknown> {
  const subnetId = nic.properties.ipConfigurations[0]?.properties.subnet.id;
  return {
    nicId,
    replicaNicId: null,
    sourceNicArmId: item.state.turn === 0 ? nic.id : nic.id.toLowerCase(),
    vMNetworkName: subnetId?.replace(/\/subnets\/[^/]+$/i, '') ?? null,
    recoveryVMNetworkId: item.state.recoveryNetworkId ?? null,
    ipConfigs: nic.properties.ipConfigurations.map((configuration) => ipView(world, item, configuration, set)),
    selectionType:
      set.selectionType ?? (item.state.recoveryNetworkId === undefined ? 'NotSelected' : 'SelectedByUserOverride'),
    recoveryNetworkSecurityGroupId: set.recoveryNsgId ?? null,
    enableAcceleratedNetworkingOnRecovery: set.acceleratedOnRecovery ?? false,
    tfoVMNetworkId: item.state.settings.testNetworkId ?? null,
    tfoNetworkSecurityGroupId: set.testNsgId ?? null,
    enableAcceleratedNetworkingOnTfo: set.acceleratedOnTest ?? null,
    recoveryNicName: set.recoveryNicName ?? null,
    recoveryNicResourceGroupName: set.recoveryNicGroup ?? null,
    reuseExistingNic: set.reuseExisting ?? false,
    tfoRecoveryNicName: set.testNicName ?? null,
    tfoRecoveryNicResourceGroupName: set.testNicGroup ?? null,
    tfoReuseExistingNic: set.reuseExistingForTest ?? false,
    targetNicName: null,
  };
}

type IpConfiguration = NetworkInterface['properties']['ipConfigurations'][number];

function ipView(
  world: World,
  item: ProtectedItem,
  { name, properties }: IpConfiguration,
  set: NicSettings,
): Record<string, unknown> {
  const subnet = nameOf(properties.subnet.id);
  return {
    name,
    isPrimary: properties.primary,
    subnetName: subnet,
    staticIPAddress: properties.privateIPAddress,
    ipAddressType: properties.privateIPAllocationMethod,
    // Misspelt by Azure itself.
    isSeletedForFailover: true,
    recoverySubnetName: set.recoverySubnet ?? recoverySubnetFor(world, item, subnet) ?? null,
    recoveryStaticIPAddress: set.recoveryAddress ?? '',
    recoveryIPAddressType: set.recoveryAddress ? 'Static' : 'Dynamic',
    recoveryPublicIPAddressId: null,
    recoveryLBBackendAddressPoolIds: null,
    tfoSubnetName: set.testSubnet ?? null,
    tfoStaticIPAddress: set.testAddress ?? null,
    tfoPublicIPAddressId: null,
    tfoLBBackendAddressPoolIds: null,
  };
}

/** The subnet asked for, else the one of the same name, else the network's first. */
export function recoverySubnetFor(world: World, { state }: ProtectedItem, sourceSubnet: string): string | undefined {
  if (state.recoverySubnet !== undefined) return state.recoverySubnet;
  return state.recoveryNetworkId === undefined ? undefined : subnetLike(world, state.recoveryNetworkId, sourceSubnet);
}

export function subnetLike(world: World, networkId: string, name: string): string | undefined {
  const subnets = findNetwork(world, networkId)?.properties.subnets ?? [];
  return (subnets.find((subnet) => sameId(subnet.name, name)) ?? subnets[0])?.name;
}
