import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { requireVault } from '../vaults/vault.ts';
import { invalidInput, itemLocked } from './errors.ts';
import { findItem, itemIdIn, type ProtectedItem, vaultOf } from './item.ts';
import { softDeleteDays } from './item-view.ts';
import { runningJobOf, startJob } from './jobs.ts';
import { ITEM_ACTION, ITEM_PATH } from './names.ts';
import { followEnd, vaultAddressesFor } from './operations.ts';
import { CHANGES } from './protect.ts';
import { recoveryPointsOf, settleHistory } from './recovery-points.ts';

/** Deleting for good takes longer than setting aside. */
const SECONDS = { setAside: 11, forGood: 111 } as const;

export const unprotectRoutes: readonly Route[] = [
  {
    operation: 'ProtectedItems_Delete',
    method: 'DELETE',
    path: ITEM_PATH,
    action: `${ITEM_ACTION}/delete`,
    coverage: 'supported',
    handle: remove,
  },
];

function remove(request: ArmRequest): ArmResponse {
  const { world } = request;
  const item = findItem(world, itemIdIn(request, requireVault(request)));
  if (item === undefined) return { status: 204 };
  if (runningJobOf(world, item, [...CHANGES, 'Backup'])) throw itemLocked();
  const keeps = keepsDeleted(world, item);
  if (keeps && item.softDeletedAt !== undefined) throw invalidInput('The item is in soft delete state already.');
  const job = startJob(request, {
    vaultId: item.vaultId,
    item: item.properties,
    kind: 'DeleteBackupData',
    seconds: keeps ? SECONDS.setAside : SECONDS.forGood,
    propertyBag: {
      'VM Name': item.properties.friendlyName,
      'Number of Recovery Points': String(recoveryPointsOf(world, item).length),
    },
    complete: () => (keeps ? setAside(world, item) : world.resources.delete(item.id)),
  });
  return { status: 202, headers: vaultAddressesFor(request, followEnd(request, job)) };
}

function keepsDeleted(world: World, item: ProtectedItem): boolean {
  return vaultOf(world, item)?.properties.securitySettings.softDeleteSettings.softDeleteState !== 'Disabled';
}

/** The data stay for some days and can be brought back until then. */
export function setAside(world: World, item: ProtectedItem): void {
  settleHistory(world, item);
  Object.assign(item.properties, { policyId: '', policyName: '' });
  const deletedAt = world.clock.now();
  item.softDeletedAt = deletedAt;
  world.clock.after(softDeleteDays(world, item) * 86_400, () => {
    if (item.softDeletedAt === deletedAt) world.resources.delete(item.id);
  });
}
