import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import { ifThere } from '../../protection/if-there.ts';
import { nameIn } from '../../protection/resource-id.ts';
import type { Check, Write } from '../plan.ts';
import { type CreateFacts, createChecks } from './create-checks.ts';
import { createFacts, pointOrder } from './plan-create-point.ts';

export interface ScheduleWish {
  readonly target: Target;
  readonly keep: number;
  readonly copyTo: readonly string[];
  readonly consistency: 'crash' | 'application';
}

interface ScheduledMachine {
  readonly facts: CreateFacts;
  readonly order: ReturnType<typeof pointOrder>['order'];
  readonly writes: readonly Write[];
}

/** The machines that points are made of; one of which none can be made keeps the others from nothing. */
export const scheduledMachines = async (wish: ScheduleWish, context: PlanContext) => {
  const tried = await Promise.all(machinesOf(wish.target, context).map((vm) => tryMachine(vm, wish, context)));
  const found = tried.flatMap((each) => each.machine ?? []);
  const checks = tried.flatMap((each) => each.checks);
  const none: Check = {
    outcome: 'block',
    subject: wish.target.name,
    why: 'no point can be made of any VM of it.',
    fix: 'What stands in the way is said above.',
  };
  return {
    found,
    writes: found.flatMap(({ writes }) => writes),
    checks: found.length > 0 ? checks : [...checks, none],
  };
};

/** An application is what the policy says now, not when the schedule was made. */
const machinesOf = (target: Target, { policy }: PlanContext): readonly Target[] => {
  const application = policy.applications.find((each) => target.kind === 'application' && each.name === target.name);
  const ids = application?.vms ?? target.resources;
  return ids.map((id) => ({ kind: 'vm', name: nameIn(id), where: '', resources: [id.toLowerCase()] }));
};

interface Tried {
  readonly machine?: ScheduledMachine;
  readonly checks: readonly Check[];
}

const tryMachine = async (vm: Target, { copyTo, consistency }: ScheduleWish, context: PlanContext): Promise<Tried> => {
  const regions = copyTo.map((name): Target => ({ kind: 'region', name, where: name, resources: [] }));
  const facts = await ifThere(createFacts({ vm, consistency, exclude: [], copyTo: regions }, context));
  if (!facts) return { checks: [{ outcome: 'warning', subject: vm.name, why: 'it is not there any more.' }] };
  const checks = createChecks(facts);
  const stopped = checks.some(({ outcome }) => outcome === 'block');
  if (stopped) return { checks: checks.map((each) => ({ ...each, outcome: 'warning' })) };
  const { order, writes } = pointOrder(facts);
  return { machine: { facts, order, writes: [...writes, ...removals(order, vm)] }, checks };
};

/** Which points they will be is seen when they are too old; where they are is known. */
const removals = ({ collection, copyTo }: ScheduledMachine['order'], vm: Target): readonly Write[] =>
  [collection.id, ...copyTo.map(({ collectionId }) => collectionId)].map((id) => ({
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/delete',
    resource: `${id}/restorePoints/{too old}`,
    of: vm.resources[0] ?? '',
    call: { method: 'DELETE' },
  }));
