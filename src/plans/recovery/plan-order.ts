import type { RecoveryPlanGroup } from '../../ports/azure/recovery.ts';
import type { PlanDirection } from '../../ports/azure/recovery-plan-writer.ts';
import type { PlanCall, PlanRunOf } from '../../workflows/plan-runs.ts';
import type { Moving } from './machines.ts';

type Common = 'call' | 'planId' | 'plan' | 'members' | 'direction' | 'groups';

/** What the workflow is told of a whole recovery plan. */
export const planOrder = <Call extends PlanCall>(call: Call, moving: Moving, more: Omit<PlanRunOf<Call>, Common>) => ({
  workflow: 'run-recovery-plan',
  order: {
    call,
    planId: moving.plan?.id ?? '',
    plan: moving.plan?.name ?? '',
    members: moving.machines.map(({ name, item }) => ({ itemId: item.id, machine: name })),
    direction: directionIn(moving),
    groups: (moving.plan?.groups ?? []).filter(({ kind }) => kind === 'boot').map(actionsIn),
    ...more,
  },
});

const actionsIn = ({ before, after }: RecoveryPlanGroup) => ({
  before: before.map(({ name }) => name),
  after: after.map(({ name }) => name),
});

/** A plan keeps its ends; its machines lie at the one or the other. */
const directionIn = ({ plan, machines }: Moving): PlanDirection => {
  const container = machines[0]?.item.containerId.toLowerCase() ?? '';
  return container.startsWith(`${plan?.recoveryFabricId.toLowerCase()}/`) ? 'to-primary' : 'to-recovery';
};
