import type { PlanContext } from '../../definitions/command.ts';
import type { StorageAccount } from '../../ports/azure/estate.ts';
import { attempt, listIn } from '../../protection/attempt.ts';
import { regionKey, sameId, subscriptionIn } from '../../protection/resource-id.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { Machine } from './machines.ts';

interface Chosen {
  /** By the region where the machines run now; empty where one of them has none. */
  readonly accounts: ReadonlyMap<string, StorageAccount>;
  readonly checks: readonly Check[];
}

/**
 * Replication writes through a storage account beside the machines, so turning it around takes one in the region that
 * they run in now: the one named, else one that other machines there use already, else the only one there is.
 */
export const chooseCache = async (
  machines: readonly Machine[],
  typed: string | undefined,
  context: PlanContext,
): Promise<Chosen> => {
  const subscription = subscriptionIn(machines[0]?.item.recoveryResourceGroupId ?? machines[0]?.item.vmId ?? '');
  const [accounts, items] = await Promise.all([
    context.readers.estate.storageAccounts(subscription),
    attempt('Site Recovery', context.readers.recovery.items('shared')),
  ]);
  const used = listIn(items).flatMap(({ disks }) => disks.flatMap((disk) => disk.cacheAccountId ?? []));
  const regions = [...new Set(machines.map(({ item }) => item.targetRegion.toLowerCase()))];
  const found = regions.map((region) => ({ region, ...accountIn(region, typed, accounts.value, used) }));
  const checks = found.map(({ check }) => check);
  const chosen = found.flatMap(({ region, account }) => (account ? [[region, account] as const] : []));
  return { accounts: new Map(chosen.length === regions.length ? chosen : []), checks };
};

const accountIn = (
  region: string,
  typed: string | undefined,
  accounts: readonly StorageAccount[],
  used: readonly string[],
): { readonly account?: StorageAccount; readonly check: Check } => {
  const there = accounts.filter((account) => regionKey(account.region) === regionKey(region));
  const names = listed(there.map(({ name }) => name));
  const fix =
    there.length > 0
      ? `Name one: --cache. In ${regionTitle(region)} there are ${names}.`
      : `Make one in ${regionTitle(region)} first.`;
  if (typed !== undefined) {
    const named = accounts.find(({ id, name }) => sameId(name, typed) || sameId(id, typed));
    if (!named) return { check: blocked('cache account', `there is no storage account ${typed}.`, fix) };
    if (!there.includes(named)) {
      const why = `${named.name} is in ${regionTitle(named.region)}, and the machines run in ${regionTitle(region)}.`;
      return { check: blocked('cache account', why, fix) };
    }
    return { account: named, check: passed('cache account', `${named.name}, as asked for.`) };
  }
  const known = there.find(({ id }) => used.some((each) => sameId(each, id)));
  const account = known ?? (there.length === 1 ? there[0] : undefined);
  if (!account)
    return { check: blocked('cache account', `I cannot tell which to write through in ${regionTitle(region)}.`, fix) };
  const why = known ? 'other machines there use it already' : `it is the only one in ${regionTitle(region)}`;
  return { account, check: passed('cache account', `${account.name}: ${why}.`) };
};
