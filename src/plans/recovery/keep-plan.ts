import { createPlanBody, updatePlanBody } from '../../azure-bodies/recovery-plans.ts';
import type { PlanContext } from '../../definitions/command.ts';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { ProtectedItem, RecoveryPlan, RecoveryPlanGroup } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn, sameId } from '../../protection/resource-id.ts';
import { blocked, passed } from '../../readiness/checks.ts';
import { jobWords } from '../../views/job-words.ts';
import { actionWords } from '../../views/recovery-plan.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, listed } from '../../views/words.ts';
import type { Check, Plan, PlanLine, Write } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { type TypedGroups, understandGroups } from './plan-groups.ts';

export const planCreation = async (name: string, typed: TypedGroups, context: PlanContext): Promise<Plan> => {
  const title = `create the recovery plan ${name}`;
  const { items, missing } = await replicated(context);
  const { value: plans } = await context.readers.recovery.plans('fresh');
  const understood = understandGroups(typed, items);
  const [first] = understood.items;
  const checks = [...understood.checks, ...nameChecks(name, plans), ...togetherChecks(understood.items, first)];
  if (checks.length > 0 && missing.length > 0) throw new AzureReadInPart(title, missing);
  if (!first || checks.length > 0) return refusedBy(title, checks);
  const id = `${first.vaultId}/replicationRecoveryPlans/${name}`;
  const fabrics = {
    primaryFabricId: fabricOf(first.containerId),
    recoveryFabricId: fabricOf(first.recoveryContainerId),
  };
  return keptPlan(
    title,
    id,
    { ...understood, all: understood.groups },
    {
      consequences: [
        'Nothing is moved by it. Once failover or drill names the plan, Azure starts its groups in this order.',
      ],
      order: { call: 'createPlan', ...fabrics },
      call: { method: 'PUT', body: createPlanBody({ id, ...fabrics, groups: understood.groups }) },
    },
  );
};

/** What is given replaces what there is: the groups with all of their actions. */
export const planChange = async (target: Target, typed: TypedGroups, context: PlanContext): Promise<Plan> => {
  const title = `change the recovery plan ${target.name}`;
  const { plan, items } = await withItems(target, context);
  const understood = understandGroups(typed, items);
  const checks = [
    ...understood.checks,
    ...togetherChecks(understood.items, understood.items[0]),
    ...idleCheck(plan),
    ...understood.items
      .filter(({ vaultId }) => !sameId(vaultId, plan.vaultId))
      .map(({ vmName, vaultId }) =>
        blocked(vmName, `it is in vault ${nameIn(vaultId)}.`, `The plan is in ${nameIn(plan.vaultId)}.`),
      ),
  ];
  if (understood.items.length === 0 || checks.length > 0) return refusedBy(title, checks);
  const special = plan.groups.filter(({ kind }) => kind !== 'boot');
  const all = [...special, ...understood.groups];
  return keptPlan(
    title,
    plan.id,
    { ...understood, all },
    {
      consequences: [
        'Nothing is moved by it. The groups and actions of before are replaced.',
        leavingSentence(plan, understood.items),
      ],
      order: { call: 'updatePlan' },
      call: { method: 'PATCH', body: updatePlanBody(all) },
    },
  );
};

export const planDeletion = async (target: Target, context: PlanContext): Promise<Plan> => {
  const title = `delete the recovery plan ${target.name}`;
  const { plan, items } = await withItems(target, context);
  const members = items.filter(({ id }) => plan.groups.some(({ itemIds }) => itemIds.some((each) => sameId(each, id))));
  const using = context.policy.applications.filter(
    ({ recoveryPlan }) => sameId(recoveryPlan?.name, plan.name) && sameId(recoveryPlan?.vault, plan.vaultId),
  );
  return {
    ...refusedBy(title, [...idleCheck(plan), passed('machines', 'They stay replicated.')]),
    lines: [{ title: plan.name, detail: `${counted(members.length, 'VM')} go on without it` }],
    consequences: [
      'What you lose: its order and its actions. Nothing here brings them back.',
      ...using.map(
        ({ name }) => `Application ${name} names it in lifeboat.yaml: its failover goes machine by machine then.`,
      ),
    ],
    facts: { decisive: { plan: plan.id.toLowerCase() }, bounded: {}, shown: {} },
    writes: writesOf('delete', plan.id, members, { method: 'DELETE' }),
    vms: members.length,
    work: { workflow: 'keep-recovery-plan', order: { call: 'deletePlan', id: plan.id, name: plan.name }, locks: [] },
  };
};

interface Kept {
  readonly items: readonly ProtectedItem[];
  readonly groups: readonly RecoveryPlanGroup[];
  /** With those that Azure keeps beside the start groups. */
  readonly all: readonly RecoveryPlanGroup[];
}

const keptPlan = (
  title: string,
  id: string,
  kept: Kept,
  more: { readonly consequences: readonly string[]; readonly order: object; readonly call: Write['call'] },
): Plan => ({
  title: `${title} (${counted(kept.items.length, 'VM')}, ${counted(kept.groups.length, 'group')})`,
  lines: kept.groups.map((group, at) => lineOf(group, at + 1, kept.items)),
  consequences: more.consequences.filter(Boolean),
  checks: [
    passed(
      'machines',
      `${counted(kept.items.length, 'VM')} of vault ${nameIn(kept.items[0]?.vaultId ?? '')}, all in one direction.`,
    ),
  ],
  facts: {
    decisive: { plan: id.toLowerCase(), groups: JSON.stringify(kept.all).toLowerCase() },
    bounded: {},
    shown: {},
  },
  writes: writesOf('write', id, kept.items, more.call),
  vms: kept.items.length,
  work: {
    workflow: 'keep-recovery-plan',
    order: { ...more.order, id, name: nameIn(id), groups: kept.all },
    locks: [],
  },
});

const lineOf = (
  { itemIds, before, after }: RecoveryPlanGroup,
  number: number,
  items: readonly ProtectedItem[],
): PlanLine => ({
  title: `Group ${number}`,
  detail: [
    ...before.map((action) => `before: ${actionWords(action)}`),
    listed(itemIds.map((id) => items.find((item) => sameId(item.id, id))?.vmName ?? nameIn(id))),
    ...after.map((action) => `after: ${actionWords(action)}`),
  ].join('; '),
});

/** It has to be allowed for every machine that the plan is about. */
const writesOf = (
  verb: 'write' | 'delete',
  id: string,
  items: readonly ProtectedItem[],
  call: Write['call'],
): readonly Write[] =>
  items.map(({ vmId }) => ({
    action: `Microsoft.RecoveryServices/vaults/replicationRecoveryPlans/${verb}`,
    resource: id,
    of: vmId,
    call,
  }));

const replicated = async ({ readers }: PlanContext) => {
  const { value: items, missing } = await readers.recovery.items('fresh');
  return { items, missing };
};

const withItems = async (target: Target, context: PlanContext) => {
  const [{ value: plan }, { items }] = await Promise.all([
    context.readers.recovery.plan(target.resources[0] ?? '', 'fresh'),
    replicated(context),
  ]);
  return { plan, items };
};

const fabricOf = (containerId: string): string => containerId.replace(/\/replicationProtectionContainers\/.+$/iu, '');

const nameChecks = (
  name: string,
  plans: readonly { readonly name: string; readonly vaultId: string }[],
): readonly Check[] => {
  if (!/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/iu.test(name))
    return [blocked(name, 'Azure takes no such name.', 'Letters, digits and hyphens, a letter first: plan-payments.')];
  const there = plans.find((plan) => sameId(plan.name, name));
  return there
    ? [
        blocked(
          name,
          `there is a recovery plan of that name in vault ${nameIn(there.vaultId)}.`,
          `To change it: recovery-plan update ${name}`,
        ),
      ]
    : [];
};

const togetherChecks = (items: readonly ProtectedItem[], first: ProtectedItem | undefined): readonly Check[] => {
  if (!first)
    return [
      blocked(
        'groups',
        'there is no machine in them.',
        'Name some: --group "pay-db-01" --group "pay-web-01 pay-web-02".',
      ),
    ];
  return items
    .filter(
      (item) =>
        !sameId(item.containerId, first.containerId) || !sameId(item.recoveryContainerId, first.recoveryContainerId),
    )
    .map(({ vmName, sourceRegion, targetRegion }) =>
      blocked(
        vmName,
        `it goes from ${regionTitle(sourceRegion)} to ${regionTitle(targetRegion)}, and ${first.vmName} from ${regionTitle(first.sourceRegion)} to ${regionTitle(first.targetRegion)}.`,
        'A recovery plan takes machines of one vault that go in one direction.',
      ),
    );
};

const idleCheck = ({ name, runningJob }: RecoveryPlan): readonly Check[] =>
  runningJob ? [blocked(name, `its ${jobWords(runningJob.scenario)} still runs.`, 'Wait for its end: jobs')] : [];

const leavingSentence = ({ groups }: RecoveryPlan, items: readonly ProtectedItem[]): string => {
  const gone = groups.flatMap(({ itemIds }) => itemIds).filter((id) => !items.some((item) => sameId(item.id, id)));
  return gone.length > 0 ? `No longer in it: ${listed(gone.map(nameIn))}.` : '';
};
