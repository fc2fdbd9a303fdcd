import type { Policy } from '../policy/policy.ts';
import type { NamedVm, StorageAccount } from '../ports/azure/estate.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Freshness, Reading } from '../ports/azure/reading.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { NameKind, Target } from '../ports/names.ts';
import { attempt, gapsIn, listIn } from '../protection/attempt.ts';
import { knownSubscriptions } from '../protection/known-subscriptions.ts';
import { readPoints } from '../protection/read-points.ts';
import { groupIn, nameIn } from '../protection/resource-id.ts';
import { idsOf } from '../protection/standing.ts';
import type { Found, NameSource } from './name-source.ts';

interface Parts {
  readonly readers: Readers;
  readonly policy: () => Policy;
  readonly now: () => Date;
}

/** Names as Azure knows them now. */
export const createAzureNames = ({ readers, policy, now }: Parts): NameSource => {
  const byKind: Readonly<Partial<Record<NameKind, (how: Freshness) => Promise<Found>>>> = {
    vm: (how) => machines(readers, policy(), how),
    vault: (how) => found('the vaults', readers.places.vaults(how), vaultTarget),
    'recovery-plan': (how) => found('the recovery plans', readers.recovery.plans(how), planTarget),
    region: () => regions(readers, policy()),
    'storage-account': () => accounts(readers, policy()),
  };
  return {
    read: async (kinds, how) => {
      const all = await Promise.all(kinds.map((kind) => byKind[kind]?.(how) ?? nothing));
      return { targets: all.flatMap(({ targets }) => targets), missing: all.flatMap(({ missing }) => missing) };
    },
    pointsOf: async (machine) => {
      // Suggestions are given by name alone; what may be done with a point is judged when it is used.
      const report = await readPoints(machine, { readers, policy: policy(), now, mayRead: () => true });
      const targets = report.points.map(
        ({ id }): Target => ({ kind: 'point', name: id, where: machine.name, resources: machine.resources }),
      );
      return { targets, missing: report.missing };
    },
  };
};

const nothing: Found = { targets: [], missing: [] };

const found = async <Value>(
  what: string,
  reading: Promise<Reading<readonly Value[]>>,
  toTarget: (value: Value) => Target,
): Promise<Found> => {
  const tried = await attempt(what, reading);
  return { targets: listIn(tried).map(toTarget), missing: gapsIn([tried]) };
};

const vaultTarget = ({ id, name, resourceGroup }: { id: string; name: string; resourceGroup: string }): Target => ({
  kind: 'vault',
  name,
  where: resourceGroup,
  resources: [id.toLowerCase()],
});

const planTarget = ({ id, name, vaultId }: { id: string; name: string; vaultId: string }): Target => ({
  kind: 'recovery-plan',
  name,
  where: nameIn(vaultId),
  resources: [id.toLowerCase()],
});

const machines = async (readers: Readers, policy: Policy, how: Freshness): Promise<Found> => {
  const [vms, items, lost, classic] = await Promise.all([
    attempt('the machines', readers.estate.vms(how)),
    attempt('Site Recovery', readers.recovery.items(how)),
    readers.estate.unlistedVms().catch(() => []),
    // Only to be refused by name: that they cannot be read is no gap.
    attempt('the classic machines', readers.estate.classicVms()),
  ]);
  // Of a region that is down, machines can still be named: what is done for them is done elsewhere.
  const all = [...listIn(vms), ...lost];
  const hidden = secondSelves(all, listIn(items), policy);
  const shown = all.filter((vm) => !hidden.has(vm.id.toLowerCase()));
  return { targets: [...shown, ...listIn(classic)].map(vmTarget), missing: gapsIn([vms, items]) };
};

const vmTarget = ({ id, name, resourceGroup }: Pick<NamedVm, 'id' | 'name' | 'resourceGroup'>): Target => ({
  kind: 'vm',
  name,
  where: resourceGroup,
  resources: [id.toLowerCase()],
});

/**
 * A failed-over machine is there twice, and a drill adds a third: people mean one machine by the name, so that which
 * the policy lists stands for all, else that which is replicated.
 */
const secondSelves = (
  vms: readonly NamedVm[],
  items: readonly ProtectedItem[],
  policy: Policy,
): ReadonlySet<string> => {
  const listed = new Set(policy.applications.flatMap((each) => each.vms.map((id) => id.toLowerCase())));
  const there = new Set(vms.map(({ id }) => id.toLowerCase()));
  return new Set(
    items.flatMap((item) => {
      // The machine that is replicated is the first of them.
      const selves = [...new Set(idsOf(item).map((id) => id.toLowerCase()))].filter((id) => there.has(id));
      const first = selves.find((id) => listed.has(id)) ?? selves[0];
      const others = selves.filter((id) => id !== first);
      return item.drillVmId ? [...others, item.drillVmId.toLowerCase()] : others;
    }),
  );
};

/** In every subscription in which there is a machine or a vault. */
const accounts = async (readers: Readers, policy: Policy): Promise<Found> => {
  const known = await knownSubscriptions({ readers, policy });
  const lists = await Promise.all(
    known.map((each) => found('the storage accounts', readers.estate.storageAccounts(each), accountTarget)),
  );
  return { targets: lists.flatMap(({ targets }) => targets), missing: lists.flatMap(({ missing }) => missing) };
};

const accountTarget = ({ id, name }: StorageAccount): Target => ({
  kind: 'storage-account',
  name,
  where: groupIn(id),
  resources: [id.toLowerCase()],
});

/** Azure lists regions for a subscription; all of them see the same. */
const regions = async (readers: Readers, policy: Policy): Promise<Found> => {
  const subscription = policy.defaults.subscription ?? (await anySubscription(readers));
  if (subscription === undefined) return { targets: [], missing: ['I know no subscription to ask for regions.'] };
  return found('the regions', readers.estate.regions(subscription), ({ name, title }) => ({
    kind: 'region',
    name,
    where: title,
    resources: [],
  }));
};

const anySubscription = async (readers: Readers): Promise<string | undefined> => {
  const vms = await attempt('the machines', readers.estate.vms('shared'));
  return listIn(vms)[0]?.subscription;
};
