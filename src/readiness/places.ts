import type { Check } from '../plans/plan.ts';
import type { Region, StorageAccount } from '../ports/azure/estate.ts';
import type { Vault } from '../ports/azure/places.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import { nameIn, regionKey, sameId } from '../protection/resource-id.ts';
import { regionTitle } from '../views/region-title.ts';
import { blocked, passed, warning } from './checks.ts';

const isIn = (region: string, { name, title }: Region): boolean =>
  [name, title].some((each) => regionKey(each) === regionKey(region));

/** A vault in the source region would fall with it. */
export const checkVault = (vaults: readonly Vault[], source: Region, target: Region, item?: ProtectedItem): Check => {
  const subject = 'vault';
  const create = `vault create <name> --for recovery --region ${target.name}`;
  const own = ownVault(vaults, item);
  if (own) {
    return isIn(own.region, source)
      ? blocked(
          subject,
          `${own.name} is in ${source.title}, the region it is to outlive.`,
          `Replicate into a vault elsewhere: ${create}`,
        )
      : passed(subject, `${own.name} is in ${regionTitle(own.region)}, outside ${source.title}.`);
  }
  const best = vaultFor(vaults, source, target, item);
  if (best)
    return passed(subject, `${best.name} in ${regionTitle(best.region)} can be used: it is outside ${source.title}.`);
  return blocked(subject, `There is no vault outside ${source.title}.`, create);
};

/** The one that the machine is replicated into, or could be: outside its region, in the target's where there is one. */
export const vaultFor = (
  vaults: readonly Vault[],
  source: Region,
  target: Region,
  item: ProtectedItem | undefined,
): Vault | undefined => {
  const outside = vaults.filter((vault) => !isIn(vault.region, source));
  return ownVault(vaults, item) ?? outside.find((vault) => isIn(vault.region, target)) ?? outside[0];
};

const ownVault = (vaults: readonly Vault[], item: ProtectedItem | undefined): Vault | undefined =>
  vaults.find((vault) => sameId(vault.id, item?.vaultId));

const cacheKinds = ['storage', 'storagev2', 'blockblobstorage'];

/** What changes is written to an account beside the machine before it is sent. */
export const checkCacheAccount = (
  accounts: readonly StorageAccount[],
  source: Region,
  vm: string,
  item?: ProtectedItem,
): Check => {
  const subject = 'cache account';
  const used = item?.disks.flatMap((disk) => disk.cacheAccountId ?? []) ?? [];
  const own = accounts.filter((account) => used.some((id) => sameId(id, account.id)));
  const astray = own.find((account) => !isIn(account.region, source));
  if (astray) {
    return blocked(
      subject,
      `${astray.name} is in ${regionTitle(astray.region)}, but the machine runs in ${source.title}.`,
      `Use one in ${source.title}.`,
    );
  }
  if (own[0]) return passed(subject, `${own[0].name} is in ${source.title}.`);
  const lost = used.find((id) => !accounts.some((account) => sameId(account.id, id)));
  if (lost)
    return warning(
      subject,
      `${nameIn(lost)} is used and cannot be found.`,
      'Look whether it was deleted (HvrStorageAccountNotFound).',
    );
  const fit = accounts.find(
    (account) => isIn(account.region, source) && cacheKinds.includes(account.kind.toLowerCase()),
  );
  if (fit) return passed(subject, `${fit.name} in ${source.title} can be used.`);
  return warning(subject, `There is none in ${source.title}.`, `protect ${vm} creates one.`);
};

/** A group in the source region may not answer when it is needed. */
export const checkTargetGroup = (
  name: string,
  group: { readonly region: string } | undefined,
  source: Region,
  /** The command whose option the group is. */
  command: string,
): Check => {
  const subject = 'target group';
  if (!group) return passed(subject, `${name} is not there yet: protect creates it.`);
  return isIn(group.region, source)
    ? blocked(
        subject,
        `${name} is in ${source.title}, the source region.`,
        `Choose a group in another region: ${command} --resource-group`,
      )
    : passed(subject, `${name} is in ${regionTitle(group.region)}.`);
};
