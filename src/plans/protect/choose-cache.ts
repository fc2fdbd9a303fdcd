import { createHash } from 'node:crypto';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import { nameIn, regionKey, sameId } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import type { Check } from '../plan.ts';
import { named } from './named.ts';
import type { Foundation } from './order.ts';
import type { Scene } from './scene.ts';
import type { ProtectWanted } from './wanted.ts';

export interface ChosenCache {
  readonly id: string;
  readonly isThere: boolean;
  readonly foundations: readonly Foundation[];
  readonly checks: readonly Check[];
}

/** Where changes are written before they are sent: in the region where the machines run. */
export const chooseCache = (wanted: ProtectWanted, scene: Scene): ChosenCache => {
  if (wanted.cache !== undefined) return namedCache(wanted.cache, scene);
  const used = usedAlready(scene);
  if (used) return there(used);
  const id = `${groupOf(scene.vault.id)}/providers/Microsoft.Storage/storageAccounts/${ownName(scene)}`;
  const own = scene.accounts.find((each) => sameId(each.id, id));
  if (own) return there(own);
  const account = { kind: 'account', id, region: scene.source.name, sku: 'Standard_LRS' } as const;
  return { id, isThere: false, foundations: [account], checks: [] };
};

const there = ({ id }: StorageAccount): ChosenCache => ({ id, isThere: true, foundations: [], checks: [] });

const groupOf = (id: string): string => id.split('/').slice(0, 5).join('/');

/** Names of accounts are shared with all the world: the same vault and region give the same one. */
const ownName = ({ vault, source }: Scene): string => {
  const hash = createHash('sha256').update(`${vault.id} ${source.name}`.toLowerCase()).digest('hex');
  return `asrcache${hash.slice(0, 14)}`;
};

/** That of the machines that go the same way already. */
const usedAlready = ({ items, vault, source, accounts }: Scene): StorageAccount | undefined => {
  const ids = items
    .filter((item) => sameId(item.vaultId, vault.id) && regionKey(item.sourceRegion) === source.name)
    .flatMap(({ disks }) => disks.flatMap(({ cacheAccountId }) => cacheAccountId ?? []));
  return accounts
    .filter(({ region, id }) => region === source.name && ids.some((each) => sameId(each, id)))
    .toSorted((a, b) => a.id.localeCompare(b.id))[0];
};

const namedCache = (typed: string, { accounts, source }: Scene): ChosenCache => {
  const [found] = named(accounts, typed);
  if (!found) return refused(`There is no storage account ${typed}.`, 'Leave --cache out to have one created.');
  return found.region === source.name
    ? there(found)
    : refused(
        `${nameIn(found.id)} is in ${regionTitle(found.region)}, but the machines run in ${source.title}.`,
        `Use one in ${source.title}, or leave --cache out to have one created.`,
      );
};

const refused = (why: string, fix: string): ChosenCache => ({
  id: '',
  isThere: false,
  foundations: [],
  checks: [{ outcome: 'block', subject: 'cache account', why, fix }],
});
