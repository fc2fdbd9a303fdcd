import { protectBody } from '../../azure-bodies/replication.ts';
import type { Write } from '../plan.ts';
import { azLine } from './az-line.ts';
import { foundationBody } from './bodies.ts';
import type { Foundation, MachineOrder } from './order.ts';
import type { PlacedMachine } from './place-machine.ts';
import type { ProtectWanted } from './wanted.ts';

const vault = 'Microsoft.RecoveryServices/vaults';
const container = `${vault}/replicationFabrics/replicationProtectionContainers`;

const actions: Readonly<Record<Foundation['kind'], string>> = {
  group: 'Microsoft.Resources/subscriptions/resourceGroups/write',
  vault: `${vault}/write`,
  network: 'Microsoft.Network/virtualNetworks/write',
  'availability-set': 'Microsoft.Compute/availabilitySets/write',
  account: 'Microsoft.Storage/storageAccounts/write',
  policy: `${vault}/replicationPolicies/write`,
  fabric: `${vault}/replicationFabrics/write`,
  container: `${container}/write`,
  'container-mapping': `${container}/replicationProtectionContainerMappings/write`,
  'network-mapping': `${vault}/replicationFabrics/replicationNetworks/replicationNetworkMappings/write`,
};

/** What is created; for what convention puts beside a machine, whoever may set up for that machine may set it up. */
export const writeOf = (foundation: Foundation, vmId: string | undefined): Write => {
  const { kind, id } = foundation;
  return {
    action: actions[kind],
    resource: id,
    ...(vmId !== undefined && { of: vmId }),
    call: { method: 'PUT', body: foundationBody(foundation) },
    az: azLine(foundation),
  };
};

export const writesOfMachine = (
  placed: PlacedMachine,
  cacheIsThere: boolean,
  wanted: ProtectWanted,
): readonly Write[] => {
  const { order, vm } = placed;
  return [
    ...attached(placed, cacheIsThere, wanted),
    {
      action: `${container}/replicationProtectedItems/write`,
      resource: order.itemId,
      of: vm.id,
      call: { method: 'PUT', body: protectBody(order) },
      az: azLine({ kind: 'machine', ...order }),
    },
  ];
};

/** What was there before and is used now. What the person named must be theirs; what follows from the machine is with it. */
const attached = (
  { order, vm, network, groupIsThere }: PlacedMachine,
  cacheIsThere: boolean,
  wanted: ProtectWanted,
): readonly Write[] => {
  const by = (chosen: string | undefined) => (chosen === undefined ? { of: vm.id } : {});
  const cacheId = firstCache(order);
  return [
    ...(groupIsThere
      ? [
          {
            ...attach('Microsoft.Compute/virtualMachines/write', order.recoveryResourceGroupId),
            ...by(wanted.resourceGroup),
          },
        ]
      : []),
    ...(network.isThere && network.id !== undefined
      ? [
          {
            ...attach(
              'Microsoft.Network/virtualNetworks/subnets/join/action',
              `${network.id}/subnets/${network.subnet}`,
            ),
            ...by(wanted.network),
          },
        ]
      : []),
    ...(cacheIsThere && cacheId !== undefined
      ? [{ ...attach('Microsoft.Storage/storageAccounts/blobServices/containers/write', cacheId), ...by(wanted.cache) }]
      : []),
  ];
};

const attach = (action: string, resource: string): Write => ({ action, resource, call: { method: 'PUT' } });

const firstCache = ({ disks, blobDisks = [] }: MachineOrder): string | undefined =>
  [...disks, ...blobDisks][0]?.cacheAccountId;
