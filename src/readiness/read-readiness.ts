import type { Check } from '../plans/plan.ts';
import type { NetworkRule, Region, Vm } from '../ports/azure/estate.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Target } from '../ports/names.ts';
import { type Attempt, attempt, listIn, oldestOf } from '../protection/attempt.ts';
import { groupIn, nameIn, sameId } from '../protection/resource-id.ts';
import type { Sight } from '../protection/sight.ts';
import { itemsById } from '../protection/standing.ts';
import { warning } from './checks.ts';
import { checkGroupPort } from './group-port.ts';
import { checkAgent, checkConfidential, checkDisks, checkMobilityAgent } from './machine.ts';
import { checkOutbound, missingTags, type NeededTag, neededTags } from './outbound.ts';
import { checkCacheAccount, checkTargetGroup, checkVault } from './places.ts';
import { checkQuota, type Wanted } from './quota.ts';
import { checkRegionPair, regionNamed } from './region-pair.ts';
import { rulesToAdd, type SecurityRule } from './rules-to-add.ts';
import { checkSize } from './size.ts';

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
  readonly readAt: Date | undefined;
  readonly now: Date;
}

export type Readiness =
  | { readonly kind: 'checked'; readonly report: ReadinessReport }
  | { readonly kind: 'unreadable'; readonly machine: string; readonly why: string };

/** What would stand in the way of replicating a machine, or of failing it over; reads alone. */
export const readReadiness = async (named: Target, toRegion: Target | undefined, sight: Sight): Promise<Readiness> => {
  const { readers, policy } = sight;
  const id = named.resources[0] ?? '';
  const [vms, items] = await Promise.all([
    attempt('the machines', readers.estate.vms('shared')),
    attempt('Site Recovery', readers.recovery.items('shared')),
  ]);
  const unreadable = (why: string): Readiness => ({ kind: 'unreadable', machine: named.name, why });
  if (!vms.read) return unreadable(vms.why);
  const vm = vms.value.find((each) => sameId(each.id, id));
  if (!vm) return unreadable([`Azure shows no machine ${id}.`, ...vms.missing].join(' '));
  const item = itemsById(listIn(items))(vm.id);
  const regions = await attempt('the regions', readers.estate.regions(vm.subscription));
  const source = regionNamed(listIn(regions), vm.region);
  const chosen = chooseTarget(toRegion, item, source, policy.defaults.targetRegion);
  const target = regionNamed(listIn(regions), chosen.name);
  if (!regions.read || !source) return unreadable(regions.read ? `Azure lists no region ${vm.region}.` : regions.why);
  const pair = checkRegionPair(source, target, vm.name);
  const place = { vm, item, source, target, together: machinesTogether(vm, vms.value, sight) };
  const found = target && pair.outcome !== 'block' ? await readPlaces({ ...place, target }, sight) : undefined;
  return {
    kind: 'checked',
    report: {
      machine: vm.name,
      source: source.title,
      target: target?.title ?? chosen.name ?? 'no region',
      checks: [pair, checkConfidential(vm), ...checkDisks(vm), ...(found?.checks ?? [])],
      rules: found?.rules ?? [],
      rulesMissing: found?.rulesMissing ?? false,
      readAt: oldestOf([vms, items, ...(found?.tried ?? [])]),
      now: sight.now(),
      ...(chosen.why && { assumed: chosen.why }),
    },
  };
};

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

const readPlaces = async (place: Place, { readers, now }: Sight) => {
  const { vm, item, source, target, together } = place;
  const groupId =
    item?.recoveryResourceGroupId ?? `/subscriptions/${vm.subscription}/resourceGroups/${vm.resourceGroup}-asr`;
  const nic = vm.nicIds[0];
  const [state, sizes, quotas, accounts, vaults, rules, group] = await Promise.all([
    attempt('the state of the machine', readers.estate.vmState(vm.id)),
    attempt(`the sizes of ${target.title}`, readers.estate.sizes(vm.subscription, target.name)),
    attempt(`the quotas of ${target.title}`, readers.estate.quotas(vm.subscription, target.name)),
    attempt('the storage accounts', readers.estate.storageAccounts(vm.subscription)),
    attempt('the vaults', readers.places.vaults('shared')),
    nic ? attempt('the effective rules of its network card', readers.estate.effectiveRules(nic)) : undefined,
    readGroup(groupId, readers.places),
  ]);
  const tags = neededTags(source, target);
  const list = listIn(rules);
  const sizesOf = listIn(sizes);
  return {
    tried: [state, sizes, quotas, accounts, vaults, rules],
    rules: rulesToAdd(missingOr(tags, rules), list),
    rulesMissing: rules?.read === true && missingTags(tags, list).length > 0,
    checks: [
      ...from(state, 'VM agent', (value) => [checkAgent(vm, value)]),
      ...(item ? [checkMobilityAgent(item, now())] : []),
      ...from(sizes, 'VM size', (value) => [checkSize(vm.size, value, target.title)]),
      ...from(quotas, 'quota', (value) => [
        checkQuota([vm], sizesOf, value, target.title),
        ...(together.length > 1 ? [checkQuota(together, sizesOf, value, target.title)] : []),
      ]),
      ...from(vaults, 'vault', (value) => [checkVault(value, source, target, item)]),
      ...(group.read ? [checkTargetGroup(nameIn(groupId), group.value, source)] : [warning('target group', group.why)]),
      ...from(accounts, 'cache account', (value) => [checkCacheAccount(value, source, vm.name, item)]),
      ...outboundChecks(rules, tags, item),
    ],
  };
};

const outboundChecks = (
  rules: Attempt<readonly NetworkRule[]> | undefined,
  tags: readonly NeededTag[],
  item: ProtectedItem | undefined,
): readonly Check[] => {
  if (!rules) return [warning('outbound rules', 'The machine has no network card.')];
  return from(rules, 'outbound rules', (value) => [
    ...checkOutbound(tags, value),
    ...(item?.multiVmGroup ? [checkGroupPort(item.multiVmGroup, value)] : []),
  ]);
};

/** Everything that is needed, where nothing is missing or nobody knows. */
const missingOr = (
  tags: readonly NeededTag[],
  rules: Attempt<readonly NetworkRule[]> | undefined,
): readonly NeededTag[] => {
  const missing = rules?.read ? missingTags(tags, rules.value) : [];
  return missing.length > 0 ? missing : tags;
};

/** What could not be read is a warning, never a pass. */
const from = <Value>(
  tried: Attempt<Value>,
  subject: string,
  check: (value: Value) => readonly Check[],
): readonly Check[] => (tried.read ? check(tried.value) : [warning(subject, tried.why)]);

/** There may be none, which is an answer; only no answer is a gap. */
const readGroup = (id: string, places: Sight['readers']['places']) =>
  attempt(`the group ${nameIn(id) || groupIn(id)}`, places.resourceGroup(id));
