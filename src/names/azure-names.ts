import type { Policy } from '../policy/policy.ts';
import type { NamedVm, StorageAccount } from '../ports/azure/estate.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Freshness, Reading } from '../ports/azure/reading.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { NameKind, Target } from '../ports/names.ts';
import { attempt, gapsIn, listIn } from '../protection/attempt.ts';
import { knownSubscriptions } from '../protection/known-subscriptions.ts';
import type { Point } from '../protection/point.ts';
import { isSecondaryPoint } from '../protection/point-id.ts';
import { readPoints } from '../protection/read-points.ts';
import { groupIn, nameIn } from '../protection/resource-id.ts';
import { readSecondaryPoints } from '../protection/secondary-points.ts';
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
    disk: (how) => disks(readers, how),
    vault: (how) => found('the vaults', readers.places.vaults(how), vaultTarget),
    'recovery-plan': (how) => found('the recovery plans', readers.recovery.plans(how), planTarget),
    region: () => regions(readers, policy()),
    'storage-account': () => accounts(readers, policy()),
  };
  return {
    read: async (kinds, how) => {
      const all = await Promise.all(kinds.map((kind) => byKind[kind]?.(how) ?? nothing));
      return { targets: all.flatMap(({ targets }) => targets), missing: gapsIn(all) };
    },
    pointsOf: async (machine, named = '') => {
      const elsewhere = isSecondaryPoint(named) ? await readSecondaryPoints(machine, readers).catch(() => []) : [];
      if (elsewhere.some(({ id }) => id === named.toLowerCase()))
        return { targets: pointTargets(machine, elsewhere), missing: [] };
      // Suggestions are given by name alone; what may be done with a point is judged when it is used.
      const report = await readPoints(machine, { readers, policy: policy(), now, mayRead: () => true });
      return { targets: pointTargets(machine, report.points), missing: report.missing };
    },
  };
};

const pointTargets = ({ name: where, resources }: Target, points: readonly Point[]): readonly Target[] =>
  namesIn(points).map((name) => ({ kind: 'point', name, where, resources }));

/** By their short ids; what a person has named also by that, where no other bears it. A copy bears its source's. */
const namesIn = (points: readonly Point[]): readonly string[] => {
  const given = points.flatMap(({ name, copyOf }) => (name && !copyOf ? [name] : []));
  return [...points.map(({ id }) => id), ...given.filter((name) => given.indexOf(name) === given.lastIndexOf(name))];
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
  const byId = new Map(all.map((vm) => [vm.id.toLowerCase(), vm]));
  const listed = new Set(policy.applications.flatMap((each) => each.vms.map((id) => id.toLowerCase())));
  const replicated = listIn(items).map((item) => firstSelf(item, byId, listed));
  const selves = new Set(listIn(items).flatMap(selvesOf));
  const others = all.filter((vm) => !selves.has(vm.id.toLowerCase()));
  return {
    targets: [...replicated, ...[...others, ...listIn(classic)].map(vmTarget)],
    missing: gapsIn([vms, items]),
  };
};

/** Those of machines: its resource is the machine, because who may touch a disk follows from that. */
const disks = async (readers: Readers, how: Freshness): Promise<Found> => {
  const vms = await attempt('the disks', readers.estate.vms(how));
  const targets = listIn(vms).flatMap((vm) =>
    vm.disks.map(({ name }): Target => ({ kind: 'disk', name, where: vm.name, resources: [vm.id.toLowerCase()] })),
  );
  return { targets, missing: gapsIn([vms]) };
};

const vmTarget = ({ id, name, resourceGroup }: Pick<NamedVm, 'id' | 'name' | 'resourceGroup'>): Target => ({
  kind: 'vm',
  name,
  where: resourceGroup,
  resources: [id.toLowerCase()],
});

/**
 * A failed-over machine is there twice, and a drill adds a third: people mean one machine by the name, so that which
 * the policy lists stands for all, else that which is replicated. It has its name even while Azure lists none of them,
 * because the region is down: then it is to be failed over.
 */
const firstSelf = (item: ProtectedItem, vms: ReadonlyMap<string, NamedVm>, listed: ReadonlySet<string>): Target => {
  const ids = idsOf(item).map((id) => id.toLowerCase());
  // The machine that is replicated is the first of them.
  const first = ids.find((id) => listed.has(id)) ?? ids.find((id) => vms.has(id)) ?? item.vmId.toLowerCase();
  const vm = vms.get(first);
  return vm ? vmTarget(vm) : { kind: 'vm', name: item.vmName, where: groupIn(first), resources: [first] };
};

const selvesOf = (item: ProtectedItem): readonly string[] =>
  [...idsOf(item), ...(item.drillVmId ? [item.drillVmId] : [])].map((id) => id.toLowerCase());

/** In every subscription in which there is a machine or a vault. */
const accounts = async (readers: Readers, policy: Policy): Promise<Found> => {
  const known = await knownSubscriptions({ readers, policy });
  const lists = await Promise.all(
    known.map((each) => found('the storage accounts', readers.estate.storageAccounts(each), accountTarget)),
  );
  return { targets: lists.flatMap(({ targets }) => targets), missing: gapsIn(lists) };
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
  if (subscription === undefined) return { targets: [], missing: [noSubscription] };
  return found('the regions', readers.estate.regions(subscription), ({ name, title }) => ({
    kind: 'region',
    name,
    where: title,
    resources: [],
  }));
};

const noSubscription = { kind: 'plain', sentence: 'I know no subscription to ask for regions.' } as const;

const anySubscription = async (readers: Readers): Promise<string | undefined> => {
  const vms = await attempt('the machines', readers.estate.vms('shared'));
  return listIn(vms)[0]?.subscription;
};
