import type { ArmRequest } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { findVirtualMachine } from '../../compute/provision.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { machineFacts } from '../../compute/state.ts';
import { findNetwork } from '../../network/subnets.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { badInput, type Complaint, conflict, JobFailure } from '../errors.ts';
import { mappingsTouching } from '../infrastructure/containers.ts';
import type { Container, Fabric, Mapping } from '../infrastructure/kinds.ts';
import { parentOf } from '../names.ts';
import { siteRecoveryState } from '../state.ts';
import { findContainer, findFabric, missing, requireVault } from '../vault/lookup.ts';
import type { ItemDisk } from './item.ts';
import { itemOfMachine } from './item-store.ts';
import { nicsOf } from './nic-views.ts';
import { unreachableTag } from './outbound.ts';

/** What can be said at once, before a job is made. */
export function requireProtectable(request: ArmRequest, vmId: string, fabric: Fabric): VirtualMachine {
  const machine = findVirtualMachine(request.world, vmId);
  if (machine === undefined) {
    throw badInput(
      request,
      'VirtualMachineNotFound',
      `The virtual machine '${vmId}' was not found.`,
      'Name a virtual machine that exists.',
    );
  }
  requireRegions(request, machine, fabric);
  if (machine.properties.securityProfile?.securityType === 'ConfidentialVM') {
    throw badInput(
      request,
      'ConfidentialVMNotSupported',
      `The virtual machine '${machine.name}' is a confidential VM, which cannot be replicated.`,
      'Protect the machine by other means.',
    );
  }
  const known = itemOfMachine(request.world, machine.id);
  if (known !== undefined) {
    throw conflict(
      request,
      'VirtualMachineAlreadyProtected',
      `The virtual machine '${machine.name}' is already protected as '${known.name}'.`,
      'Disable the replication of the virtual machine first.',
    );
  }
  return machine;
}

function requireRegions(request: ArmRequest, machine: VirtualMachine, fabric: Fabric): void {
  if (machine.location !== fabric.state.region) {
    throw badInput(
      request,
      'FabricLocationMismatch',
      `The virtual machine '${machine.name}' is in '${machine.location}', the fabric in '${fabric.state.region}'.`,
      'Use the fabric of the region of the virtual machine.',
    );
  }
  if (requireVault(request).location === fabric.state.region) {
    throw badInput(
      request,
      'VaultInSourceRegion',
      `The vault is in '${fabric.state.region}', the region that is to be protected.`,
      'Use a vault in another region.',
    );
  }
}

export function requireRecoveryContainer(request: ArmRequest, recoveryContainerId: string): Container {
  return (
    findContainer(request.world, recoveryContainerId) ??
    missing(request, 'protection container', nameOf(recoveryContainerId))
  );
}

/** The mapping from one container to the other: without it nothing can be replicated that way. */
export function requireMapped(request: ArmRequest, sourceId: string, targetId: string): Mapping {
  const mapping = mappingsTouching(request.world, sourceId).find(
    (one) => sameId(parentOf(one.id), sourceId) && sameId(one.state.targetContainerId, targetId),
  );
  if (mapping !== undefined) return mapping;
  throw badInput(
    request,
    'ProtectionContainersNotPaired',
    `There is no mapping from the container '${nameOf(sourceId)}' to '${nameOf(targetId)}'.`,
    'Create the container mapping for this direction first.',
  );
}

export function requireTargetNetwork(request: ArmRequest, networkId: string, recoveryContainerId: string): void {
  const region = findFabric(request.world, parentOf(recoveryContainerId))?.state.region;
  const network = findNetwork(request.world, networkId);
  if (network === undefined) {
    throw badInput(
      request,
      'RecoveryNetworkNotFound',
      `The virtual network '${networkId}' was not found.`,
      'Name a virtual network that exists.',
    );
  }
  if (network.location === region) return;
  throw badInput(
    request,
    'RecoveryNetworkLocationMismatch',
    `The virtual network '${network.name}' is in '${network.location}', the recovery region is '${region}'.`,
    'Name a virtual network in the recovery region.',
  );
}

/** What only shows when the job looks at the machine. */
export function checkMachine(world: World, machine: VirtualMachine, disks: readonly ItemDisk[]): void {
  if (world.isDown(machine.location)) throw new JobFailure(unreachable(machine));
  const { provisioningState } = machine.properties;
  if (provisioningState !== 'Succeeded') throw new JobFailure(badState(machine, provisioningState));
  const { power, agent } = machineFacts(world, machine.id);
  if (power !== 'running' || agent !== 'ready') throw new JobFailure(noAgent(machine));
  const raw = disks.find(({ id }) => world.state(siteRecoveryState).uninitialisedDisks.has(id.toLowerCase()));
  if (raw !== undefined) throw new JobFailure(uninitialised(machine, raw));
  checkOutbound(world, machine);
}

export function checkOutbound(world: World, machine: VirtualMachine): void {
  for (const nic of nicsOf(world, machine.id)) {
    const tag = unreachableTag(world, nic, machine.location);
    if (tag !== undefined) throw new JobFailure(noOutbound(machine, tag));
  }
}

function unreachable({ name, location }: VirtualMachine): Complaint {
  return {
    code: '150083',
    message: `The virtual machine '${name}' cannot be reached in '${location}'.`,
    possibleCauses: 'The region of the virtual machine is not available.',
    recommendedAction: 'Retry when the region is available again.',
  };
}

function badState({ name }: VirtualMachine, state: string): Complaint {
  return {
    code: '150019',
    message: `The provisioning state of the virtual machine '${name}' is '${state}'.`,
    possibleCauses: 'The last operation on the virtual machine did not succeed.',
    recommendedAction: 'Bring the virtual machine into the state Succeeded, and retry the operation.',
  };
}

function noAgent({ name }: VirtualMachine): Complaint {
  return {
    code: '151037',
    message: `The Site Recovery extension could not be installed on '${name}'.`,
    possibleCauses: 'The virtual machine is not running, or its agent does not answer.',
    recommendedAction: 'Start the virtual machine, check its agent, and retry the operation.',
  };
}

function uninitialised({ name }: VirtualMachine, disk: ItemDisk): Complaint {
  return {
    code: '150039',
    message: `The data disk '${disk.name}' of '${name}' has a logical unit number (LUN) that was not found inside the machine.`,
    possibleCauses: 'The data disk was attached and never initialised.',
    recommendedAction: 'Initialise the data disk inside the virtual machine, and retry the operation.',
  };
}

function noOutbound({ name }: VirtualMachine, tag: string): Complaint {
  const code = tag === 'AzureSiteRecovery' ? '151072' : '151037';
  return {
    code,
    message: `The virtual machine '${name}' could not be registered with Site Recovery: no outbound connection to '${tag}'.`,
    possibleCauses: 'A network security group, a route or a firewall blocks outbound TCP 443.',
    recommendedAction: `Allow outbound TCP 443 to the service tag '${tag}', and retry the operation.`,
  };
}
