import type { StorageAccount } from '../ports/azure/estate.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { Target } from '../ports/names.ts';
import { type Attempt, attempt, gapsIn, listIn, oldestOf } from './attempt.ts';
import { knownSubscriptions } from './known-subscriptions.ts';
import { regionKey } from './resource-id.ts';
import type { Sight } from './sight.ts';

export interface StorageReport {
  readonly target: Target;
  readonly accounts: readonly StorageAccount[];
  /** Accounts that the asker may not read. */
  readonly leftOut: number;
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

/** How far a copy is costs a read an account; of so many it is asked. */
const mostAsked = 10;

export const readStorage = async (target: Target, sight: Sight): Promise<StorageReport> => {
  const [id] = target.resources;
  if (target.kind === 'storage-account' && id) {
    const read = await attempt(`storage account ${target.name}`, sight.readers.estate.storageAccount(id));
    return reportOf(target, read.read ? [read.value] : [], [read], sight);
  }
  const subscriptions = await knownSubscriptions(sight);
  const lists = await Promise.all(
    subscriptions.map((each) => attempt('the storage accounts', sight.readers.estate.storageAccounts(each))),
  );
  const there = lists.flatMap(listIn).filter(({ region }) => regionKey(region) === regionKey(target.name));
  const seen = there.filter((each) => sight.mayRead('backup', each.id));
  const copied = seen.filter(({ secondaryRegion }) => secondaryRegion !== undefined).slice(0, mostAsked);
  const asked = await Promise.all(
    copied.map((each) => attempt(`how far the copy of ${each.name} is`, sight.readers.estate.storageAccount(each.id))),
  );
  const known = new Map(
    asked.flatMap((each) => (each.read ? [[each.value.id.toLowerCase(), each.value] as const] : [])),
  );
  const accounts = seen.map((each) => known.get(each.id.toLowerCase()) ?? each);
  return { ...reportOf(target, accounts, [...lists, ...asked], sight), leftOut: there.length - seen.length };
};

const reportOf = (
  target: Target,
  accounts: readonly StorageAccount[],
  tried: readonly Attempt<unknown>[],
  { now }: Sight,
): StorageReport => ({
  target,
  accounts: accounts.toSorted((a, b) => a.name.localeCompare(b.name)),
  leftOut: 0,
  missing: gapsIn(tried),
  readAt: oldestOf(tried),
  now: now(),
});
