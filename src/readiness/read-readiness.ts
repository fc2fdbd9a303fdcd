import type { Asker } from '../definitions/command.ts';
import type { Check } from '../plans/plan.ts';
import type { Region, Vm } from '../ports/azure/estate.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { KeptReaders } from '../ports/kept.ts';
import type { Target } from '../ports/names.ts';
import { attempt, listIn, oldestOf } from '../protection/attempt.ts';
import { groupIn, nameIn, sameId } from '../protection/resource-id.ts';
import type { Sight } from '../protection/sight.ts';
import { itemsById } from '../protection/standing.ts';
import { gapSentences, gapWords } from '../views/gap-words.ts';
import { regionTitle } from '../views/region-title.ts';
import { readSource } from './at-source.ts';
import { readTarget } from './at-target.ts';
import { classicCheck, isClassic } from './classic.ts';
import { from } from './from.ts';
import { checkLeftBehind } from './left-behind.ts';
import { checkConfidential, checkDisks } from './machine.ts';
import { checkPerson } from './permissions.ts';
import { checkCacheAccount, checkTargetGroup, checkVault, vaultFor } from './places.ts';
import type { Wanted } from './quota.ts';
import { checkRegionPair, regionNamed } from './region-pair.ts';
import type { SecurityRule } from './rules-to-add.ts';
import { checkWorker, commandsOfRecovery } from './worker-rights.ts';

export interface ReadinessReport {
  readonly machine: string;
  readonly source: string;
  readonly target: string;
  /** Why this target: it was not asked for. */
  readonly assumed?: string;
  readonly checks: readonly Check[];
  /** The rules that let everything out that has to; only those that are missing, where any is. */
  readonly rules: readonly SecurityRule[];
  readonly rulesMissing: boolean;
  /** A failed try to replicate it is in the way. */
  readonly isLeftBehind?: true;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

export type Readiness =
  | { readonly kind: 'checked'; readonly report: ReadinessReport }
  | { readonly kind: 'unreadable'; readonly machine: string; readonly why: string };

interface CheckingSight extends Sight {
  readonly asker: Asker;
  readonly kept: KeptReaders;
}

/** In an outage the machine itself is what nobody can look at, and it is moved all the same. */
const unseenWords = ({ name }: Target, item: ProtectedItem | undefined): string =>
  item
    ? `Azure shows no VM ${name} in ${regionTitle(item.sourceRegion)}: it is gone, or its region does not answer. Site Recovery still keeps it for ${regionTitle(item.targetRegion)}. To move it there: failover ${name}`
    : `Azure shows no VM ${name}.`;

/** What would stand in the way of replicating a machine, or of failing it over; reads alone. */
export const readReadiness = async (
  named: Target,
  toRegion: Target | undefined,
  sight: CheckingSight,
): Promise<Readiness> => {
  const { readers, policy } = sight;
  const id = named.resources[0] ?? '';
  const [vms, items] = await Promise.all([
    attempt('the machines', readers.estate.vms('shared')),
    attempt('Site Recovery', readers.recovery.items('shared', [id])),
  ]);
  if (isClassic(id)) return { kind: 'checked', report: classicReport(named, sight) };
  const unreadable = (why: string): Readiness => ({ kind: 'unreadable', machine: named.name, why });
  if (!vms.read) return unreadable(gapWords(vms.missing));
  const vm = vms.value.find((each) => sameId(each.id, id));
  if (!vm)
    return unreadable([unseenWords(named, itemsById(listIn(items))(id)), ...gapSentences(vms.missing)].join(' '));
  const item = itemsById(listIn(items))(vm.id);
  const regions = await attempt('the regions', readers.estate.regions(vm.subscription));
  const source = regionNamed(listIn(regions), vm.region);
  const chosen = chooseTarget(toRegion, item, source, policy.defaults.targetRegion);
  const target = regionNamed(listIn(regions), chosen.name);
  if (!regions.read || !source)
    return unreadable(regions.read ? `Azure lists no region ${vm.region}.` : gapWords(regions.missing));
  const pair = checkRegionPair(source, target, vm.name);
  const place = { vm, item, source, target, together: machinesTogether(vm, vms.value, sight) };
  const found = target && pair.outcome !== 'block' ? await readPlaces({ ...place, target }, sight) : undefined;
  const leftBehind = await checkLeftBehind(item, sight);
  return {
    kind: 'checked',
    report: {
      machine: vm.name,
      ...(leftBehind.length > 0 && { isLeftBehind: true as const }),
      source: source.title,
      target: target?.title ?? chosen.name ?? 'no region',
      checks: [
        ...leftBehind,
        pair,
        checkConfidential(vm),
        ...checkDisks(vm),
        ...(found?.checks ?? []),
        ...checkPerson(sight.asker, vm, policy),
      ],
      rules: found?.rules ?? [],
      rulesMissing: found?.rulesMissing ?? false,
      readAt: oldestOf([vms, items, ...(found?.tried ?? [])]),
      now: sight.now(),
      ...(chosen.why && { assumed: chosen.why }),
    },
  };
};

const classicReport = ({ name }: Target, { now }: Sight): ReadinessReport => ({
  machine: name,
  source: 'classic',
  target: 'nowhere',
  checks: [classicCheck(name)],
  rules: [],
  rulesMissing: false,
  readAt: undefined,
  now: now(),
});

/** What was asked for, else where it goes already, else the policy's default, else the pair of its region. */
const chooseTarget = (
  asked: Target | undefined,
  item: ProtectedItem | undefined,
  source: Region | undefined,
  byDefault: string | undefined,
): { readonly name: string | undefined; readonly why?: string } => {
  if (asked) return { name: asked.name };
  if (item) return { name: item.targetRegion, why: 'it is replicated there' };
  if (byDefault) return { name: byDefault, why: 'it is the default of lifeboat.yaml' };
  return { name: source?.pairedWith, why: 'Azure pairs it with the source region' };
};

/** Those that would be failed over with it: the other machines of its application, as far as the asker may see them. */
const machinesTogether = (vm: Vm, vms: readonly Vm[], { policy, mayRead }: Sight): readonly Wanted[] => {
  const application = policy.applications.find((each) => each.vms.some((id) => sameId(id, vm.id)));
  const others = (application?.vms ?? []).filter((id) => !sameId(id, vm.id) && mayRead('recovery', id));
  return [vm, ...vms.filter((each) => others.some((id) => sameId(id, each.id)))];
};

interface Place {
  readonly vm: Vm;
  readonly item: ProtectedItem | undefined;
  readonly source: Region;
  readonly target: Region;
  readonly together: readonly Wanted[];
}

const readPlaces = async (place: Place, { readers, now, kept }: CheckingSight) => {
  const { vm, item, source, target, together } = place;
  const groupId =
    item?.recoveryResourceGroupId ?? `/subscriptions/${vm.subscription}/resourceGroups/${vm.resourceGroup}-asr`;
  const [atSource, atTarget, accounts, vaults, group] = await Promise.all([
    readSource({ vm, item, group: item?.multiVmGroup, source, target }, { readers, now }),
    readTarget({ subscription: vm.subscription, target, machines: [vm], together }, { readers }),
    attempt('the storage accounts', readers.estate.storageAccounts(vm.subscription)),
    attempt('the vaults', readers.places.vaults('shared')),
    readGroup(groupId, readers.places),
  ]);
  const vault = vaultFor(listIn(vaults), source, target, item);
  const commands = [...(item && !item.failedToBegin ? [] : ['protect']), ...commandsOfRecovery];
  const worker = await checkWorker({ vmId: vm.id, vaultId: vault?.id, commands }, { readers, kept });
  return {
    tried: [...atSource.tried, ...atTarget.tried, accounts, vaults],
    rules: atSource.rules,
    rulesMissing: atSource.rulesMissing,
    checks: [
      ...atTarget.checks,
      ...from(vaults, 'vault', (value) => [checkVault(value, source, target, item)]),
      ...from(group, 'target group', (value) => [
        checkTargetGroup(nameIn(groupId), value, source, `${item ? 'protection-update' : 'protect'} ${vm.name}`),
      ]),
      ...from(accounts, 'cache account', (value) => [checkCacheAccount(value, source, vm.name, item)]),
      ...atSource.checks,
      worker,
    ],
  };
};

/** There may be none, which is an answer; only no answer is a gap. */
const readGroup = (id: string, places: Sight['readers']['places']) =>
  attempt(`the group ${nameIn(id) || groupIn(id)}`, places.resourceGroup(id));
