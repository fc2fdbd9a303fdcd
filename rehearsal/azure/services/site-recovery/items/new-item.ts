import type { World } from '../../../world/world.ts';
import { disksOf } from '../../compute/provision.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { sameId } from '../../resources/ids.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import type { NetworkMapping } from '../infrastructure/kinds.ts';
import { parentOf, types } from '../names.ts';
import type { ItemState } from './item.ts';
import { nicsOf } from './nic-views.ts';
import { CURRENT_AGENT } from './replication-details.ts';

export interface ItemOrder
  extends Pick<
    ItemState,
    | 'policyId'
    | 'recoveryContainerId'
    | 'recoveryResourceGroupId'
    | 'recoveryNetworkId'
    | 'recoverySubnet'
    | 'availabilitySetId'
    | 'zone'
    | 'disks'
    | 'settings'
  > {
  readonly containerId: string;
  readonly group: { readonly id: string; readonly name: string } | undefined;
}

/** The state of an item whose replication is just being enabled. */
export function newItemState(world: World, machine: VirtualMachine, order: ItemOrder): ItemState {
  const { containerId, group, ...wanted } = order;
  return {
    ...wanted,
    vmId: machine.id,
    vmName: machine.name,
    osType: machine.properties.storageProfile.osDisk.osType,
    size: machine.properties.hardwareProfile.vmSize,
    excludedDiskIds: disksOf(world, machine.id)
      .map(({ id }) => id)
      .filter((id) => !order.disks.some((disk) => sameId(disk.id, id))),
    group: group ?? { id: world.guid(), name: '' },
    lifecycleId: world.guid(),
    turn: 0,
    initialPrimary: machine.location,
    initialRecovery: fabricOf(world, order.recoveryContainerId)?.state.region ?? '',
    phase: 'enabling',
    since: world.clock.now(),
    protectedAt: Number.POSITIVE_INFINITY,
    rpoSeconds: undefined,
    troubles: [],
    failover: undefined,
    test: undefined,
    lastTestAt: undefined,
    lastFailoverAt: undefined,
    resyncSince: undefined,
    busy: undefined,
    agentVersion: CURRENT_AGENT,
  };
}

/** The network that the vault's mappings give to the machine's own. */
export function mappedNetwork(world: World, vmId: string, containerId: string): string | undefined {
  const subnetId = nicsOf(world, vmId)[0]?.properties.ipConfigurations[0]?.properties.subnet.id;
  const networkId = subnetId?.replace(/\/subnets\/[^/]+$/i, '');
  const mappings = world.resources.list(types.networkMapping, parentOf(containerId)) as NetworkMapping[];
  return mappings.find(({ state }) => sameId(state.primaryNetworkId, networkId))?.state.recoveryNetworkId;
}
