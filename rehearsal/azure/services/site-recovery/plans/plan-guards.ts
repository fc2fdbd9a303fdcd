import type { ArmRequest } from '../../../wire/route.ts';
import { sameId } from '../../resources/ids.ts';
import { badInput, refusal } from '../errors.ts';
import { requireIdle } from '../items/guards.ts';
import type { ProtectedItem } from '../items/item.ts';
import { parentOf } from '../names.ts';
import { membersOf, type Plan } from './plan.ts';
import { planOperations } from './plan-view.ts';

export type Direction = 'PrimaryToRecovery' | 'RecoveryToPrimary';

export function requirePlanIdle(request: ArmRequest, plan: Plan): void {
  if (plan.state.busy === undefined) return;
  throw refusal(request, 409, 'Conflict', {
    code: 'OperationInProgress',
    message: `Another operation is in progress on the recovery plan '${plan.name}' (job '${plan.state.busy}').`,
    possibleCauses: 'A job that was started before has not ended yet.',
    recommendedAction: 'Wait until the job has ended, and retry the operation.',
  });
}

/** The members, all idle, of a plan that allows the operation. */
export function requirePlanOperation(request: ArmRequest, plan: Plan, operation: string): ProtectedItem[] {
  requirePlanIdle(request, plan);
  const members = membersOf(request.world, plan);
  for (const item of members) requireIdle(request, item);
  if (planOperations(request.world, plan).includes(operation)) return members;
  throw planNotAllowed(request, plan, operation);
}

export function planNotAllowed(request: ArmRequest, plan: Plan, operation: string): Error {
  return refusal(request, 400, 'BadRequest', {
    code: 'RecoveryPlanOperationNotAllowed',
    message: `The operation '${operation}' is not allowed on the recovery plan '${plan.name}' in its current state.`,
    possibleCauses: 'Not all items of the recovery plan are in a state in which the operation can be done.',
    recommendedAction: 'Refresh the recovery plan and its items, and retry with an allowed operation.',
  });
}

/** A plan keeps its ends; its members lie at the one or the other by their present direction. */
export function requireDirection(
  request: ArmRequest,
  plan: Plan,
  members: readonly ProtectedItem[],
  direction: Direction,
): void {
  const from = direction === 'PrimaryToRecovery' ? plan.state.primaryFabricId : plan.state.recoveryFabricId;
  const wrong = members.find((item) => !sameId(parentOf(parentOf(item.id)), from));
  if (wrong === undefined) return;
  throw badInput(
    request,
    'FailoverDirectionMismatch',
    `'${wrong.state.vmName}' is not replicated in the direction '${direction}' of the recovery plan.`,
    'Use the other direction, or reprotect the item first.',
  );
}
