import type { Check } from '../plans/plan.ts';
import type { NetworkRule, Region, Vm } from '../ports/azure/estate.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import { type Attempt, attempt, listIn } from '../protection/attempt.ts';
import type { Sight } from '../protection/sight.ts';
import { warning } from './checks.ts';
import { from } from './from.ts';
import { checkGroupPort } from './group-port.ts';
import { checkAgent, checkMobilityAgent } from './machine.ts';
import { checkOutbound, missingTags, type NeededTag, neededTags } from './outbound.ts';
import { checkRoutes } from './routes.ts';
import { rulesToAdd } from './rules-to-add.ts';

interface Asked {
  readonly vm: Vm;
  readonly item: ProtectedItem | undefined;
  /** The group of machines that it shares its recovery points with, or will. */
  readonly group: string | undefined;
  readonly source: Region;
  readonly target: Region;
}

/** Whether the machine, where it runs, can send its data. */
export const readSource = async (asked: Asked, { readers, now }: Pick<Sight, 'readers' | 'now'>) => {
  const { vm, item, source, target } = asked;
  const nic = vm.nicIds[0];
  const [state, rules, routes] = await Promise.all([
    attempt('the state of the machine', readers.estate.vmState(vm.id)),
    nic ? attempt('the effective rules of its network card', readers.estate.effectiveRules(nic)) : undefined,
    nic ? attempt('the effective routes of its network card', readers.estate.effectiveRoutes(nic)) : undefined,
  ]);
  const tags = neededTags(source, target);
  const list = listIn(rules);
  return {
    tried: [state, rules, routes],
    rules: rulesToAdd(missingOr(tags, rules), list),
    rulesMissing: rules?.read === true && missingTags(tags, list).length > 0,
    checks: [
      ...from(state, 'VM agent', (value) => [checkAgent(vm, value)]),
      ...(item ? [checkMobilityAgent(item, now())] : []),
      ...outboundChecks(rules, tags, asked.group),
      ...(routes ? from(routes, 'routes', checkRoutes) : []),
    ],
  };
};

const outboundChecks = (
  rules: Attempt<readonly NetworkRule[]> | undefined,
  tags: readonly NeededTag[],
  group: string | undefined,
): readonly Check[] => {
  if (!rules) return [warning('outbound rules', 'The machine has no network card.')];
  return from(rules, 'outbound rules', (value) => [
    ...checkOutbound(tags, value),
    ...(group ? [checkGroupPort(group, value)] : []),
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
