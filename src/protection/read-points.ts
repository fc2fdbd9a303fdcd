import type { BackupItem, BackupPoint } from '../ports/azure/backup.ts';
import type { RestorePoint, RestorePointCollection, Snapshot } from '../ports/azure/copies.ts';
import type { Gaps, Reading } from '../ports/azure/reading.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { type Attempt, attempt, attemptIf, gapsIn, listIn, oldestOf } from './attempt.ts';
import { vmTag } from './copies/vm-tag.ts';
import { mergePoints } from './merge-points.ts';
import type { Point } from './point.ts';
import { regionKey, sameId } from './resource-id.ts';
import { findInSecondary } from './secondary-points.ts';
import type { Sight } from './sight.ts';
import { idsOf, itemsById } from './standing.ts';

export interface PointsReport {
  readonly machine: string;
  readonly vmId: string;
  readonly points: readonly Point[];
  /** Areas of which the asker may not see the points. */
  readonly leftOut: readonly string[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

/** Progress of a copy costs a read of its own; of so many copies it is asked, the newest first. */
const mostCopiesAsked = 3;

export const readPoints = async (target: Target, sight: Sight): Promise<PointsReport> => {
  const { readers } = sight;
  const vmId = target.resources[0] ?? '';
  const items = await attempt('Site Recovery', readers.recovery.items('shared', [vmId]));
  const item = itemsById(listIn(items))(vmId);
  const ids = [vmId, ...(item ? idsOf(item) : [])];
  const may = {
    recovery: sight.mayRead('recovery', vmId, ...(item ? [item.id] : [])),
    backup: sight.mayRead('backup', vmId),
    copies: sight.mayRead('copies', vmId),
  };
  const [itemPoints, backups, copies] = await Promise.all([
    item && attemptIf(may.recovery, 'the points of Site Recovery', () => readers.recovery.recoveryPoints(item.id)),
    may.backup ? readBackups(ids, sight) : undefined,
    may.copies ? readCopies(vmId, ids, item, sight) : undefined,
  ]);
  const attempts = [may.recovery ? items : undefined, itemPoints, ...(backups?.tried ?? []), ...(copies?.tried ?? [])];
  return {
    machine: target.name,
    vmId,
    points: mergePoints({
      ...(item && { item }),
      itemPoints: listIn(itemPoints),
      ...(backups?.item && { backupItem: backups.item }),
      backupRegion: backups?.region ?? '',
      secondaryRegion: backups?.secondaryRegion ?? '',
      backupPoints: backups?.points ?? [],
      restorePoints: copies?.restorePoints ?? [],
      snapshots: copies?.snapshots ?? [],
    }),
    leftOut: Object.entries(may).flatMap(([area, allowed]) => (allowed ? [] : [area])),
    missing: gapsIn(attempts),
    readAt: oldestOf(attempts),
    now: sight.now(),
  };
};

type Tried = readonly (Attempt<unknown> | undefined)[];

/** In the vault's region, and from the secondary region's own stamp where the vault copies there. */
const readBackups = async (ids: readonly string[], { readers }: Sight) => {
  const [items, vaults] = await Promise.all([
    attempt('Azure Backup', readers.backup.items('shared', ids.slice(0, 1))),
    attempt('the vaults', readers.places.vaults('shared')),
  ]);
  const item = listIn(items).find((each) => ids.some((id) => sameId(id, each.vmId)));
  // While the vault's own region does not answer, the item cannot be found the usual way.
  const isLost = items.missing.length > 0;
  const vaultOf = (one: BackupItem | undefined) => listIn(vaults).find((each) => sameId(each.id, one?.vaultId));
  const secondary = item
    ? vaultOf(item)?.crossRegionRestore
      ? item
      : undefined
    : isLost
      ? await findInSecondary(ids, listIn(vaults), readers)
      : undefined;
  const vault = vaultOf(item ?? secondary);
  const [here, there, regions] = await Promise.all([
    item && attempt('the points of Azure Backup', readers.backup.points(item.id)),
    secondary && attempt('the points in the secondary region', readers.backup.secondaryPoints(secondary.id)),
    vault && secondary && attempt('the regions', readers.estate.regions(vault.subscription)),
  ]);
  const pair = listIn(regions).find((each) => regionKey(each.name) === regionKey(vault?.region ?? ''))?.pairedWith;
  const points: readonly BackupPoint[] = [...listIn(here), ...listIn(there)];
  const found = item ?? secondary;
  return {
    points,
    region: vault?.region ?? 'the region of its vault',
    secondaryRegion: pair ?? 'the secondary region',
    tried: [items, vaults, here, there] as Tried,
    ...(found && { item: found }),
  };
};

const readCopies = async (
  vmId: string,
  ids: readonly string[],
  item: ProtectedItem | undefined,
  { readers }: Sight,
) => {
  const [collections, snapshots] = await Promise.all([
    attempt('restore point collections', readers.copies.collections('shared')),
    attempt('snapshots', readers.copies.snapshots('shared')),
  ]);
  const vm = listIn(snapshots).length > 0 ? await attempt('the machine', readers.estate.vm(vmId)) : undefined;
  const mine = collectionsOf(ids, listIn(collections));
  const lists = await Promise.all(
    mine.map((each) => attempt(`restore points in ${each.region}`, readers.copies.restorePoints(each.id))),
  );
  const restorePoints = await withProgress(lists.flatMap(listIn), (id) => readers.copies.restorePoint(id));
  const disks = [
    ...(vm?.read ? vm.value.disks.flatMap((disk) => disk.id ?? []) : []),
    ...(item?.disks ?? []).map((disk) => disk.id),
  ];
  return {
    restorePoints,
    snapshots: snapshotsOf(disks, listIn(snapshots)),
    // A machine that is gone may have points all the same: not finding it is no gap.
    tried: [collections, snapshots, ...lists] as Tried,
  };
};

const collectionsOf = (
  ids: readonly string[],
  all: readonly RestorePointCollection[],
): readonly RestorePointCollection[] => {
  const own = all.filter((each) => ids.some((id) => sameId(id, each.vmId) || sameId(id, each.tags?.[vmTag])));
  const copies = all.filter((each) => own.some(({ id }) => sameId(id, each.sourceCollectionId)));
  return [...new Set([...own, ...copies])];
};

const snapshotsOf = (disks: readonly string[], all: readonly Snapshot[]): readonly Snapshot[] => {
  const own = all.filter((each) => disks.some((disk) => sameId(disk, each.diskId)));
  const copies = all.filter((each) => own.some(({ id }) => sameId(id, each.copyOf)));
  return [...new Set([...own, ...copies])];
};

/** Lists may not say how far a copy is. */
const withProgress = async (
  points: readonly RestorePoint[],
  read: (id: string) => Promise<Reading<RestorePoint>>,
): Promise<readonly RestorePoint[]> => {
  const unclear = points
    .filter((point) => point.copyOf && point.disks.some((disk) => disk.percent === undefined))
    .sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))
    .slice(0, mostCopiesAsked);
  const asked = await Promise.all(unclear.map((point) => attempt('a copy', read(point.id))));
  const known = new Map(
    asked.flatMap((each) => (each.read ? [[each.value.id.toLowerCase(), each.value] as const] : [])),
  );
  return points.map((point) => known.get(point.id.toLowerCase()) ?? point);
};
