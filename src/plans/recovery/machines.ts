import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { Application } from '../../policy/policy.ts';
import type { ProtectedItem, RecoveryPlan } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { groupIn, nameIn, sameId } from '../../protection/resource-id.ts';
import { itemsById } from '../../protection/standing.ts';

/** A replicated machine, by a name that no other one in the same order has. */
export interface Machine {
  readonly name: string;
  readonly item: ProtectedItem;
  /** Its start group in the recovery plan, from 1. */
  readonly group?: number;
}

/** What a command about a VM, an application or a recovery plan is about, as Azure has it now. */
export interface Moving {
  readonly target: Target;
  readonly machines: readonly Machine[];
  /** Belongs to it, and Site Recovery does not replicate it. */
  readonly absent: readonly string[];
  readonly application?: Application;
  /** The one that was named, or that of the application where it holds exactly the application's machines. */
  readonly plan?: RecoveryPlan;
  /** Why the recovery plan of the application is not followed. */
  readonly planLeftOut?: string;
}

export const readMoving = async (target: Target, context: PlanContext): Promise<Moving> => {
  const { value: items, missing } = await context.readers.recovery.items('fresh');
  const moving =
    target.kind === 'recovery-plan'
      ? withApplication(ofPlan(target, await readPlan(target.resources[0] ?? '', context), items), context)
      : await ofMachines(target, items, context);
  // Not found in half of Azure is not "not replicated".
  if (moving.absent.length > 0 && missing.length > 0)
    throw new AzureReadInPart(`see whether ${moving.absent.join(', ')} is replicated`, missing);
  return moving;
};

const readPlan = async (id: string, { readers }: PlanContext): Promise<RecoveryPlan> =>
  (await readers.recovery.plan(id, 'fresh')).value;

const ofPlan = (target: Target, plan: RecoveryPlan, items: readonly ProtectedItem[]): Moving => {
  const members = plan.groups.filter(({ kind }) => kind === 'boot').map(({ itemIds }) => itemIds);
  const found = members.flatMap((ids, at) =>
    ids.flatMap((id) => {
      const item = items.find((each) => sameId(each.id, id));
      return item ? [{ item, group: at + 1 }] : [];
    }),
  );
  const absent = members.flat().filter((id) => !found.some(({ item }) => sameId(item.id, id)));
  return { target, machines: named(found), absent: absent.map(nameIn), plan };
};

const ofMachines = async (target: Target, items: readonly ProtectedItem[], context: PlanContext): Promise<Moving> => {
  const itemOf = itemsById(items);
  const found = target.resources.map((id) => ({ id, item: itemOf(id) }));
  const present = found.flatMap(({ item }) => (item ? [{ item }] : []));
  const absent = found.filter(({ item }) => !item).map(({ id }) => nameIn(id));
  const moving = { target, machines: named(present), absent };
  if (target.kind !== 'application') return { ...moving, ...applicationOf(present[0]?.item, target, context) };
  const application = context.policy.applications.find(({ name }) => name === target.name);
  if (!application?.recoveryPlan) return { ...moving, ...(application && { application }) };
  return { ...moving, application, ...(await planOf(application, moving, items, context)) };
};

/** Of a machine that is named by itself: whose objectives apply to it. */
const applicationOf = (item: ProtectedItem | undefined, { resources }: Target, { policy }: PlanContext) => {
  const ids = [...resources, ...(item ? [item.vmId] : [])];
  const application = policy.applications.find((each) => each.vms.some((vm) => ids.some((id) => sameId(id, vm))));
  return application && { application };
};

/** Of a recovery plan that is named by itself: the application that holds all of its machines. */
const withApplication = (moving: Moving, { policy }: PlanContext): Moving => {
  const ids = moving.machines.map(({ item }) => item.vmId);
  const holdsAll = ({ vms }: Application) => ids.every((id) => vms.some((vm) => sameId(vm, id)));
  const application = ids.length > 0 ? policy.applications.find(holdsAll) : undefined;
  return { ...moving, ...(application && { application }) };
};

/** Azure's own plan shuts all machines down, moves them side by side and starts them in order, with its actions. */
const planOf = async (
  { recoveryPlan }: Application,
  moving: Moving,
  items: readonly ProtectedItem[],
  context: PlanContext,
): Promise<Partial<Moving>> => {
  const { value: plans, missing } = await context.readers.recovery.plans('fresh');
  const summary = plans.find(
    ({ vaultId, name }) => sameId(vaultId, recoveryPlan?.vault) && sameId(name, recoveryPlan?.name),
  );
  if (!summary && missing.length > 0)
    throw new AzureReadInPart(`find the recovery plan ${recoveryPlan?.name}`, missing);
  if (!summary) return { planLeftOut: `Azure shows no recovery plan ${recoveryPlan?.name}.` };
  const planned = ofPlan(moving.target, await readPlan(summary.id, context), items);
  if (moving.target.resources.length === 0) return planned;
  const [those, these] = [planned, moving].map(({ machines }) =>
    machines.map(({ item }) => item.id.toLowerCase()).sort(),
  );
  return those?.join() === these?.join() && moving.absent.length === 0
    ? planned
    : { planLeftOut: `The recovery plan ${summary.name} does not hold exactly the machines of ${moving.target.name}.` };
};

const named = (found: readonly Omit<Machine, 'name'>[]): readonly Machine[] => {
  const bearers = (name: string) => found.filter(({ item }) => sameId(item.vmName, name)).length;
  return found.map(({ item, ...rest }) => {
    const name = bearers(item.vmName) > 1 ? `${groupIn(item.vmId)}/${item.vmName}` : item.vmName;
    return { ...rest, item, name };
  });
};
