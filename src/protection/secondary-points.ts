import type { BackupItem } from '../ports/azure/backup.ts';
import type { Vault } from '../ports/azure/places.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Target } from '../ports/names.ts';
import { attempt, listIn } from './attempt.ts';
import { mergePoints } from './merge-points.ts';
import type { Point } from './point.ts';
import { regionKey, sameId } from './resource-id.ts';

/** The points of a machine in the region paired with its vault's, asked of that region alone. */
export const readSecondaryPoints = async ({ resources }: Target, readers: Readers): Promise<readonly Point[]> => {
  const { value: vaults } = await readers.places.vaults('shared');
  const item = await findInSecondary(resources, vaults, readers);
  const vault = vaults.find(({ id }) => sameId(id, item?.vaultId));
  if (!item || !vault) return [];
  const [{ value: backupPoints }, { value: regions }] = await Promise.all([
    readers.backup.secondaryPoints(item.id),
    readers.estate.regions(vault.subscription),
  ]);
  const pair = regions.find(({ name }) => regionKey(name) === regionKey(vault.region))?.pairedWith;
  return mergePoints({
    ...{ itemPoints: [], restorePoints: [], snapshots: [] },
    ...{ backupItem: item, backupPoints, backupRegion: vault.region },
    secondaryRegion: pair ?? 'the secondary region',
  });
};

/** A machine as the regions paired with those of the vaults know it. */
export const findInSecondary = async (
  vmIds: readonly string[],
  vaults: readonly Vault[],
  readers: Readers,
): Promise<BackupItem | undefined> => {
  const crossing = vaults.filter((each) => each.crossRegionRestore);
  const lists = await Promise.all(
    crossing.map((vault) => attempt('the secondary region', readers.backup.secondaryItems(vault.id))),
  );
  return lists.flatMap(listIn).find((each) => vmIds.some((id) => sameId(id, each.vmId)));
};
