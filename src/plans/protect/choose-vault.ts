import type { Region } from '../../ports/azure/estate.ts';
import type { Vault } from '../../ports/azure/places.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { sameId } from '../../protection/resource-id.ts';

interface Around {
  readonly source: Region;
  readonly target: Region;
  readonly subscription: string;
  readonly items: readonly ProtectedItem[];
}

/**
 * The one that was named; else the one that replicates this way already, else one in the target region, else any that
 * is not in the source region, with which it would fall.
 */
export const chooseVault = (
  named: Target | undefined,
  vaults: readonly Vault[],
  { source, target, subscription, items }: Around,
): Vault | undefined => {
  const outside = vaults.filter(({ region }) => region !== source.name);
  if (named) return outside.find(({ id }) => named.resources.some((each) => sameId(each, id)));
  const rank = (vault: Vault): number => {
    const used = items.some(
      (item) =>
        sameId(item.vaultId, vault.id) && item.sourceRegion === source.name && item.targetRegion === target.name,
    );
    return (used ? 2 : 0) + (vault.region === target.name ? 1 : 0);
  };
  return outside
    .filter((vault) => vault.subscription.toLowerCase() === subscription.toLowerCase())
    .toSorted((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name))[0];
};
