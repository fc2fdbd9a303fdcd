import type { World } from '../../../world/world.ts';
import { createDisk, deleteDisk } from '../../compute/provision.ts';
import { nameOf } from '../../resources/ids.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { putKind } from '../infrastructure/kinds.ts';
import { types } from '../names.ts';
import { siteRecoveryState } from '../state.ts';
import { findItem } from '../vault/lookup.ts';
import { replicaDiskId } from './disk-views.ts';
import type { ItemState, ProtectedItem } from './item.ts';

const GIGABYTE = 1024 ** 3;

export function putItem(world: World, id: string, state: ItemState): ProtectedItem {
  const item = putKind<ProtectedItem>(world, types.item, id, state);
  world.state(siteRecoveryState).itemsByMachine.set(state.vmId.toLowerCase(), item.id);
  return item;
}

export function removeItem(world: World, item: ProtectedItem): void {
  world.resources.delete(item.id);
  const { itemsByMachine } = world.state(siteRecoveryState);
  if (itemsByMachine.get(item.state.vmId.toLowerCase()) === item.id)
    itemsByMachine.delete(item.state.vmId.toLowerCase());
}

/** The same item under another container; undefined where it was purged meanwhile. */
export function moveItem(
  world: World,
  item: ProtectedItem,
  containerId: string,
  change: Partial<ItemState>,
): ProtectedItem | undefined {
  if (findItem(world, item.id) !== item) return undefined;
  removeItem(world, item);
  Object.assign(item.state, change);
  return putItem(world, `${containerId}/replicationProtectedItems/${nameOf(item.id)}`, item.state);
}

export function itemOfMachine(world: World, vmId: string): ProtectedItem | undefined {
  const itemId = world.state(siteRecoveryState).itemsByMachine.get(vmId.toLowerCase());
  return itemId === undefined ? undefined : findItem(world, itemId);
}

/** The disks in the recovery region that the changes are written to. */
export function createReplicas(world: World, { state }: ProtectedItem): void {
  const location = fabricOf(world, state.recoveryContainerId)?.state.region;
  if (location === undefined) return;
  for (const disk of state.disks) {
    const id = replicaDiskId(disk);
    if (disk.recoveryAccountId !== undefined || world.resources.get(id) !== undefined) continue;
    createDisk(world, {
      id,
      location,
      sizeGb: Math.round(disk.bytes / GIGABYTE),
      sku: disk.replicaSku,
      ...(disk.role === 'OperatingSystem' && { osType: state.osType }),
      ...(disk.encryptionSetId !== undefined && { encryptionSetId: disk.encryptionSetId }),
    });
  }
}

export function deleteReplicas(world: World, { state }: ProtectedItem): void {
  for (const disk of state.disks) deleteDisk(world, replicaDiskId(disk));
}
