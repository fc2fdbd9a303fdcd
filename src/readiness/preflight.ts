import type { PlanContext } from '../definitions/command.ts';
import { AzureReadInPart } from '../errors/azure.ts';
import type { Check } from '../plans/plan.ts';
import type { Target } from '../ports/names.ts';
import { attempt } from '../protection/attempt.ts';
import { groupIn, nameIn, sameId } from '../protection/resource-id.ts';
import { itemsById } from '../protection/standing.ts';
import { gapWords } from '../views/gap-words.ts';
import { readTarget } from './at-target.ts';
import { blocked, warning } from './checks.ts';
import { checkTargetGroup } from './places.ts';
import { regionNamed } from './region-pair.ts';
import { commandsOfRecovery, lackingOfWorker } from './worker-rights.ts';

/**
 * Whether a machine, or all machines of an application together, may run where they would be failed over to. Nothing is
 * asked of where they run now: it may be gone. Without a region it is where each is replicated to.
 */
export const preflight = async (
  vm: Target,
  to: Target | undefined,
  { readers, kept }: PlanContext,
): Promise<readonly Check[]> => {
  const [vms, items] = await Promise.all([
    readers.estate.vms('shared'),
    readers.recovery.items('shared', vm.resources),
  ]);
  const itemOf = itemsById(items.value);
  const found = vm.resources.map((id) => ({ id, item: itemOf(id), vm: vms.value.find((each) => sameId(each.id, id)) }));
  // A machine of a region that is down is known by its item alone.
  const machines = found.map((each) => ({
    name: each.vm?.name ?? each.item?.vmName ?? vm.name,
    size: each.item?.recoverySize ?? each.vm?.size,
    subscription: (each.item?.recoveryResourceGroupId ?? each.id).split('/')[2] ?? '',
    to: to?.name ?? each.item?.targetRegion,
    groupId: each.item?.recoveryResourceGroupId,
    from: each.item?.sourceRegion ?? each.vm?.region,
  }));
  const [first] = machines;
  if (!first?.to) {
    if (items.missing.length > 0) throw new AzureReadInPart('see where it is replicated to', items.missing);
    return [blocked(vm.name, 'Site Recovery does not replicate it.', `To begin: protect ${vm.name}`)];
  }
  const regions = (await readers.estate.regions(first.subscription)).value;
  const target = regionNamed(regions, first.to);
  const source = regionNamed(regions, first.from);
  if (!target) return [blocked('target region', `Azure lists no region ${first.to}.`, `See: regions ${vm.name}`)];
  const wanted = machines.flatMap(({ name, size }) => (size === undefined ? [] : [{ name, size }]));
  const places = found.flatMap(({ item }) => (item ? [{ vmId: item.vmId, vaultId: item.vaultId }] : []));
  const [{ checks }, lacking] = await Promise.all([
    readTarget(
      { subscription: first.subscription, target, machines: wanted.length === 1 ? wanted : [], together: wanted },
      { readers },
    ),
    lackingOfWorker(places, commandsOfRecovery, { readers, kept }),
  ]);
  const groups = [...new Set(machines.flatMap(({ groupId }) => groupId ?? []))];
  const read = await Promise.all(
    groups.map(async (id) => {
      const name = nameIn(id) || groupIn(id);
      const comer = machines.find(({ groupId }) => groupId === id)?.name ?? vm.name;
      return { name, comer, group: await attempt(`the group ${name}`, readers.places.resourceGroup(id)) };
    }),
  );
  return [
    ...checks,
    ...lacking,
    ...(source
      ? read.map(({ name, comer, group }) =>
          group.read
            ? checkTargetGroup(name, group.value, source, `protection-update ${comer}`)
            : warning('target group', gapWords(group.missing)),
        )
      : []),
  ];
};
