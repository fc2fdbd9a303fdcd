import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { findVirtualMachine } from '../../compute/provision.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput, conflict, refusal } from '../errors.ts';
import { containerView } from '../infrastructure/containers.ts';
import type { Container } from '../infrastructure/kinds.ts';
import { blobDiskInput, itemDisksOf, managedDiskInput, requireGroup } from '../items/disk-input.ts';
import { requireMapped } from '../items/enable-checks.ts';
import { requireOperation, startItemJob } from '../items/guards.ts';
import type { ItemDisk, ItemState, ProtectedItem } from '../items/item.ts';
import { itemView } from '../items/item-view.ts';
import { mappedNetwork } from '../items/new-item.ts';
import { nicsOf } from '../items/nic-views.ts';
import { requireKeys, requirePlacement } from '../items/placement-checks.ts';
import type { Job } from '../jobs/job.ts';
import { activityIdOf } from '../jobs/start.ts';
import { parentOf } from '../names.ts';
import { noContent, ok } from '../routes.ts';
import {
  childId,
  findContainer,
  findItem,
  findPolicy,
  missing,
  requireContainer,
  requireItem,
} from '../vault/lookup.ts';
import { switchSteps } from './switch-steps.ts';

const details = z.object({
  instanceType: z.literal('A2A'),
  recoveryContainerId: z.string().min(1),
  recoveryResourceGroupId: z.string().nullish(),
  policyId: z.string().nullish(),
  recoveryAvailabilitySetId: z.string().nullish(),
  recoveryAvailabilityZone: z.string().nullish(),
  vmManagedDisks: z.array(managedDiskInput).nullish(),
  vmDisks: z.array(blobDiskInput).nullish(),
});

type Details = z.output<typeof details>;

const body = z.object({
  properties: z.object({ replicationProtectedItemName: z.string().min(1), providerSpecificDetails: details }),
});

/** Reprotect: replicates the failed-over machine back. The item moves to the other container under the same name. */
export function switchProtection(request: ArmRequest): ArmResponse {
  const container = requireContainer(request);
  const { replicationProtectedItemName: name, providerSpecificDetails } = parseBody(request, body).properties;
  const item =
    findItem(request.world, childId(container.id, 'replicationProtectedItems', name)) ??
    missing(request, 'replication protected item', name);
  const job = startSwitch(request, item, providerSpecificDetails);
  return accepted(request, job, container.id, () => ok(containerView(request.world, container)));
}

const reprotectBody = z.object({
  properties: z.object({
    failoverDirection: z.enum(['PrimaryToRecovery', 'RecoveryToPrimary']).nullish(),
    providerSpecificDetails: details.omit({ vmManagedDisks: true }),
  }),
});

/** The item's own operation knows nothing of managed disks, and so works for the others only. */
export function reprotect(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const { providerSpecificDetails } = parseBody(request, reprotectBody).properties;
  requireOperation(request, item, 'SwitchProtection');
  if (item.state.disks.some(({ recoveryAccountId }) => recoveryAccountId === undefined))
    throw managedDisksMissing(request, item);
  const job = startSwitch(request, item, { ...providerSpecificDetails, vmManagedDisks: [] });
  return accepted(request, job, item.id, ({ world }) => movedItem(world, job));
}

/** The operation is followed below the item's old place, and ends with the item in its new one. */
function movedItem(world: World, { details }: Job): ArmResponse {
  const newId = details.kind === 'switch-protection' ? details.newItemId : null;
  const moved = newId === null ? undefined : findItem(world, newId);
  return moved === undefined ? noContent() : ok(itemView(world, moved, 'get'));
}

function managedDisksMissing(request: ArmRequest, { state }: ProtectedItem): Error {
  return refusal(request, 400, 'BadRequest', {
    code: 'VMDisksMissing',
    message: `Managed disk details not provided for '${state.vmName}'.`,
    possibleCauses: 'The virtual machine has managed disks, and the operation does not take them.',
    recommendedAction: 'Switch the protection on the protection container, and name the managed disks there.',
  });
}

function startSwitch(request: ArmRequest, item: ProtectedItem, wanted: Details): Job {
  const { world } = request;
  requireOperation(request, item, 'SwitchProtection');
  const home = requireHome(request, item, wanted.recoveryContainerId);
  const machine = findVirtualMachine(world, item.state.failover?.vmId ?? '');
  if (machine === undefined)
    throw badInput(
      request,
      'VirtualMachineNotFound',
      `The failed-over virtual machine of '${item.state.vmName}' was not found.`,
      'Disable the replication of the item, and protect the machine anew.',
    );
  const mapping = requireMapped(request, item.state.recoveryContainerId, home.id);
  const policy = wanted.policyId
    ? (findPolicy(world, wanted.policyId) ?? missing(request, 'policy', nameOf(wanted.policyId)))
    : findPolicy(world, mapping.state.policyId);
  const groupId = wanted.recoveryResourceGroupId || groupOf(item);
  requireGroup(request, groupId);
  const disks = withOriginals(itemDisksOf(request, machine, wanted, groupId), item, groupId);
  if (!disks.some(({ role }) => role === 'OperatingSystem')) throw managedDisksMissing(request, item);
  requirePlacement(request, wanted, home.id);
  requireKeys(request, disks, home.id);
  const turned: Partial<ItemState> = {
    vmId: machine.id,
    policyId: policy?.id ?? item.state.policyId,
    recoveryContainerId: home.id,
    recoveryResourceGroupId: groupId,
    recoveryNetworkId: homeNetwork(world, item, machine),
    recoverySubnet: undefined,
    availabilitySetId: wanted.recoveryAvailabilitySetId ?? undefined,
    zone: wanted.recoveryAvailabilityZone ?? undefined,
    disks,
  };
  return startItemJob(world, item, activityIdOf(request), {
    scenario: 'SwitchReplicationGroupProtection',
    friendlyName: 'Reprotect',
    details: { kind: 'switch-protection', newItemId: null },
    steps: (job) => switchSteps(world, item, machine, turned, job),
  });
}

/** The container that the item lies under, and that it shall be replicated back to. */
function requireHome(request: ArmRequest, item: ProtectedItem, containerId: string): Container {
  const home =
    findContainer(request.world, containerId) ?? missing(request, 'protection container', nameOf(containerId));
  if (sameId(home.id, parentOf(item.id))) return home;
  throw conflict(
    request,
    'RecoveryContainerMismatch',
    `'${item.state.vmName}' can be replicated back to '${nameOf(parentOf(item.id))}' only, not to '${home.name}'.`,
    'Name the container that the item lies under as the recovery container.',
  );
}

function groupOf({ state }: ProtectedItem): string {
  return state.vmId.split('/').slice(0, 5).join('/');
}

/** A failback brings back the disks of old. */
function withOriginals(disks: readonly ItemDisk[], { state }: ProtectedItem, groupId: string): ItemDisk[] {
  return disks.map((disk) => {
    const original = state.disks.find(({ name, failoverName }) => sameId(failoverName ?? name, disk.name));
    const isInGroup = original?.id.toLowerCase().startsWith(`${groupId.toLowerCase()}/`);
    return isInGroup ? { ...disk, originalId: original?.id } : disk;
  });
}

/** The network that the machine came from, or the one mapped to its present network. */
function homeNetwork(world: World, item: ProtectedItem, machine: VirtualMachine): string | undefined {
  const mapped = mappedNetwork(world, machine.id, item.state.recoveryContainerId);
  const subnetId = nicsOf(world, item.state.vmId)[0]?.properties.ipConfigurations[0]?.properties.subnet.id;
  return mapped ?? subnetId?.replace(/\/subnets\/[^/]+$/i, '');
}
