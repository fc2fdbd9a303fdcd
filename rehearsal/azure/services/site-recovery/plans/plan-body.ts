import { z } from 'zod';
import type { ArmRequest } from '../../../wire/route.ts';
import { nameOf } from '../../resources/ids.ts';
import { badInput } from '../errors.ts';
import { findItem, missing } from '../vault/lookup.ts';
import type { PlanGroup } from './plan.ts';

const place = z.enum(['Primary', 'Recovery']);

const actionDetails = z.discriminatedUnion('instanceType', [
  z.object({ instanceType: z.literal('ManualActionDetails'), description: z.string().nullish() }),
  z.object({
    instanceType: z.literal('ScriptActionDetails'),
    path: z.string(),
    timeout: z.string().nullish(),
    fabricLocation: place,
  }),
  z.object({
    instanceType: z.literal('AutomationRunbookActionDetails'),
    runbookId: z.string().nullish(),
    timeout: z.string().nullish(),
    fabricLocation: place,
  }),
]);

const action = z.object({
  actionName: z.string().min(1),
  failoverTypes: z.array(z.string()),
  failoverDirections: z.array(z.enum(['PrimaryToRecovery', 'RecoveryToPrimary'])),
  customDetails: actionDetails,
});

const group = z.object({
  groupType: z.enum(['Shutdown', 'Boot', 'Failover']),
  replicationProtectedItems: z
    .array(z.object({ id: z.string().min(1), virtualMachineId: z.string().nullish() }))
    .nullish(),
  startGroupActions: z.array(action).nullish(),
  endGroupActions: z.array(action).nullish(),
});

export const createPlanBody = z.object({
  properties: z.object({
    primaryFabricId: z.string().min(1),
    recoveryFabricId: z.string().min(1),
    failoverDeploymentModel: z.enum(['NotApplicable', 'Classic', 'ResourceManager']).nullish(),
    groups: z.array(group),
  }),
});

export const updatePlanBody = z.object({ properties: z.object({ groups: z.array(group).nullish() }).nullish() });

type GroupInput = z.output<typeof group>;

const MOST_MEMBERS = 100;

/** The groups as a plan keeps them: always one to shut down and one to fail over, and the boot groups in their order. */
export function planGroupsOf(request: ArmRequest, inputs: readonly GroupInput[]): PlanGroup[] {
  const groups = inputs.map((input) => groupOf(request, input));
  const members = groups.flatMap((one) => one.members);
  if (new Set(members).size < members.length) {
    throw badInput(
      request,
      'DuplicateProtectedItem',
      'A replication protected item occurs twice in the recovery plan.',
      'Put each item into one group only.',
    );
  }
  if (members.length > MOST_MEMBERS) {
    throw badInput(
      request,
      'TooManyProtectedItems',
      `A recovery plan takes ${MOST_MEMBERS} items at most.`,
      'Make several recovery plans.',
    );
  }
  const boots = groups.filter(({ type }) => type === 'Boot');
  if (boots.length === 0)
    throw badInput(
      request,
      'BootGroupMissing',
      'The recovery plan has no boot group.',
      'Give at least one group of the type Boot.',
    );
  return [special(groups, 'Shutdown'), special(groups, 'Failover'), ...boots];
}

function special(groups: readonly PlanGroup[], type: 'Shutdown' | 'Failover'): PlanGroup {
  return groups.find((one) => one.type === type) ?? { type, members: [], startActions: [], endActions: [] };
}

function groupOf(request: ArmRequest, input: GroupInput): PlanGroup {
  return {
    type: input.groupType,
    members: (input.replicationProtectedItems ?? []).map(({ id }) => lifecycleOf(request, id)),
    startActions: input.startGroupActions ?? [],
    endActions: input.endGroupActions ?? [],
  };
}

function lifecycleOf(request: ArmRequest, itemId: string): string {
  const item = findItem(request.world, itemId) ?? missing(request, 'replication protected item', nameOf(itemId));
  return item.state.lifecycleId;
}
