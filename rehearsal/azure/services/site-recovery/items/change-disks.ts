import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { deleteDisk, findVirtualMachine } from '../../compute/provision.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { newTask } from '../jobs/job.ts';
import { requireItem } from '../vault/lookup.ts';
import { blobDiskInput, itemDisksOf, managedDiskInput } from './disk-input.ts';
import { replicaDiskId } from './disk-views.ts';
import { getItem } from './get-item.ts';
import { notAllowed, requireIdle, startRequestedJob } from './guards.ts';
import type { ItemDisk, ProtectedItem } from './item.ts';
import { createReplicas } from './item-store.ts';
import { requireKeys } from './placement-checks.ts';
import { initialReplicationSeconds } from './progress.ts';
import { stageOf } from './stages.ts';

const addBody = z.object({
  properties: z.object({
    providerSpecificDetails: z.object({
      instanceType: z.literal('A2A'),
      vmManagedDisks: z.array(managedDiskInput).nullish(),
      vmDisks: z.array(blobDiskInput).nullish(),
    }),
  }),
});

export function addDisks(request: ArmRequest): ArmResponse {
  const item = requireProtectedItem(request, 'AddDisks');
  const inputs = parseBody(request, addBody).properties.providerSpecificDetails;
  const machine = findVirtualMachine(request.world, item.state.vmId);
  if (machine === undefined)
    throw badInput(
      request,
      'VirtualMachineNotFound',
      `The virtual machine '${item.state.vmName}' was not found.`,
      'Disable the replication of the item.',
    );
  const disks = itemDisksOf(request, machine, inputs, item.state.recoveryResourceGroupId);
  if (disks.length === 0)
    throw badInput(request, 'ManagedDiskDetailsNotProvided', 'No disk is named.', 'Name at least one disk.');
  requireKeys(request, disks, item.state.recoveryContainerId);
  const known = disks.find((disk) => item.state.disks.some(({ id }) => sameId(id, disk.id)));
  if (known !== undefined)
    throw badInput(
      request,
      'DiskAlreadyProtected',
      `The disk '${known.name}' is already protected.`,
      'Name disks that are not protected yet.',
    );
  const task = newTask('AddDisksTask', 'VmAddDisks', 'Adding disks to the replication');
  const job = startRequestedJob(request, item, {
    scenario: 'AddDisks',
    friendlyName: 'Add disks',
    steps(started) {
      started.tasks.push(task);
      return [{ kind: 'timed', task, seconds: 180, finish: () => protectDisks(request.world, item, disks) }];
    },
  });
  return accepted(request, job, item.id, getItem);
}

function protectDisks(world: World, item: ProtectedItem, disks: readonly ItemDisk[]): void {
  const readyAt = world.clock.now() + initialReplicationSeconds(item.state.lifecycleId, disks) * 1000;
  for (const disk of disks) item.state.disks.push({ ...disk, readyAt });
  createReplicas(world, item);
}

const removeBody = z.object({
  properties: z.object({
    providerSpecificDetails: z.object({
      instanceType: z.literal('A2A'),
      vmManagedDisksIds: z.array(z.string()).nullish(),
      vmDisksUris: z.array(z.string()).nullish(),
    }),
  }),
});

export function removeDisks(request: ArmRequest): ArmResponse {
  const item = requireProtectedItem(request, 'RemoveDisks');
  const wanted = parseBody(request, removeBody).properties.providerSpecificDetails;
  const ids = [...(wanted.vmManagedDisksIds ?? []), ...(wanted.vmDisksUris ?? [])];
  requireRemovable(request, item, ids);
  const task = newTask('RemoveDisksTask', 'VmRemoveDisks', 'Removing disks from the replication');
  const job = startRequestedJob(request, item, {
    scenario: 'RemoveDisks',
    friendlyName: 'Remove disks',
    steps(started) {
      started.tasks.push(task);
      return [{ kind: 'timed', task, seconds: 90, finish: () => releaseDisks(request.world, item, ids) }];
    },
  });
  return accepted(request, job, item.id, getItem);
}

function requireRemovable(request: ArmRequest, { state }: ProtectedItem, ids: readonly string[]): void {
  if (ids.length === 0)
    throw badInput(request, 'ManagedDiskDetailsNotProvided', 'No disk is named.', 'Name at least one disk.');
  for (const id of ids) {
    const disk = state.disks.find((one) => sameId(one.id, id));
    if (disk === undefined)
      throw badInput(request, 'InvalidDiskIds', `The disk '${nameOf(id)}' is not protected.`, 'Name protected disks.');
    if (disk.role === 'OperatingSystem')
      throw badInput(
        request,
        'SystemDiskCannotBeRemoved',
        `The disk '${disk.name}' is the system disk.`,
        'Name data disks only.',
      );
  }
}

function releaseDisks(world: World, { state }: ProtectedItem, ids: readonly string[]): void {
  const removed = state.disks.filter((disk) => ids.some((id) => sameId(id, disk.id)));
  for (const disk of removed) deleteDisk(world, replicaDiskId(disk));
  state.disks = state.disks.filter((disk) => !removed.includes(disk));
  // A disk that was taken out on purpose is not missed.
  state.excludedDiskIds.push(...removed.map(({ id }) => id));
}

function requireProtectedItem(request: ArmRequest, operation: string): ProtectedItem {
  const item = requireItem(request);
  requireIdle(request, item);
  if (stageOf(request.world, item) !== 'protected') throw notAllowed(request, item, operation);
  return item;
}
