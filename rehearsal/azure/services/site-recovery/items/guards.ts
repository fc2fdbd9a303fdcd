import type { ArmRequest } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { nameOf } from '../../resources/ids.ts';
import { badInput, refusal } from '../errors.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { fabricGuid } from '../infrastructure/fabrics.ts';
import { policyGuid } from '../infrastructure/policies.ts';
import { hasEnded, type Job, type JobDetails, type JobTarget } from '../jobs/job.ts';
import { type JobOrder, startJob } from '../jobs/run-job.ts';
import { activityIdOf } from '../jobs/start.ts';
import { parentOf, vaultIdIn } from '../names.ts';
import { siteRecoveryState } from '../state.ts';
import { containerGuid } from '../vault/lookup.ts';
import { machineGuid } from './health.ts';
import type { ProtectedItem } from './item.ts';
import { allowedOperations, stageOf, stageWords } from './stages.ts';

/** Refuses what the item's `allowedOperations` lack. */
export function requireOperation(request: ArmRequest, item: ProtectedItem, operation: string): void {
  requireIdle(request, item);
  if (allowedOperations(request.world, item).includes(operation)) return;
  throw notAllowed(request, item, operation);
}

export function notAllowed(request: ArmRequest, item: ProtectedItem, operation: string): Error {
  const { description } = stageWords(stageOf(request.world, item));
  return refusal(request, 400, 'BadRequest', {
    code: 'ProtectedItemOperationNotAllowed',
    message: `The operation '${operation}' is not allowed on '${item.state.vmName}' in its current state '${description}'.`,
    possibleCauses: 'The replication protected item is not in a state in which the operation can be done.',
    recommendedAction: 'Refresh the item and retry with one of its allowed operations.',
  });
}

export function requireIdle(request: ArmRequest, item: ProtectedItem): void {
  if (item.state.busy === undefined) return;
  throw refusal(request, 409, 'Conflict', {
    code: 'OperationInProgress',
    message: `Another operation is in progress on '${item.state.vmName}' (job '${item.state.busy}').`,
    possibleCauses: 'A job that was started before has not ended yet.',
    recommendedAction: 'Wait until the job has ended, and retry the operation.',
  });
}

export function refuseDirection(request: ArmRequest, direction: string | null | undefined): void {
  if (direction === undefined || direction === null || direction === 'PrimaryToRecovery') return;
  throw badInput(
    request,
    'FailoverDirectionNotSupported',
    `The failover direction '${direction}' is not supported for the item.`,
    "Use the direction 'PrimaryToRecovery': after a switch of protection the item's present region is its primary one.",
  );
}

export interface ItemWork {
  readonly scenario: string;
  readonly friendlyName: string;
  readonly details?: JobDetails;
  readonly steps: JobOrder['steps'];
  readonly undo?: (job: Job) => void;
  readonly concludes?: (job: Job) => void;
  readonly targetType?: JobTarget['type'];
  /** The job of a plan that this one is a part of; the item goes on being busy with it afterwards. */
  readonly within?: string;
}

/** Starts a job on the item, which is busy until it ends. */
export function startItemJob(world: World, item: ProtectedItem, activityId: string, work: ItemWork): Job {
  const { targetType, within, ...order } = work;
  const { state } = item;
  let id: string | undefined;
  return startJob(world, {
    ...order,
    vaultId: vaultIdIn(item.id),
    activityId,
    target: { id: machineGuid(item), name: state.vmName, type: targetType ?? 'ProtectionEntity' },
    affected: affectedBy(world, item),
    steps(started) {
      id = started.id;
      state.busy = id;
      return work.steps(started);
    },
    release() {
      if (state.busy === id) state.busy = isRunning(world, within) ? within : undefined;
    },
  });
}

function isRunning(world: World, jobId: string | undefined): boolean {
  const job = jobId === undefined ? undefined : world.state(siteRecoveryState).jobs.get(jobId);
  return job !== undefined && !hasEnded(job);
}

export function startRequestedJob(request: ArmRequest, item: ProtectedItem, work: ItemWork): Job {
  return startItemJob(request.world, item, activityIdOf(request), work);
}

function affectedBy(world: World, item: ProtectedItem): Record<string, string> {
  const containerId = parentOf(item.id);
  const { state } = item;
  return {
    primaryVmId: machineGuid(item),
    primaryVmName: state.vmName,
    recoveryVmId: '',
    recoveryVmName: state.vmName.toLowerCase(),
    protectionProfileId: policyGuid(state.policyId),
    primaryCloudId: containerGuid(containerId),
    primaryCloudName: nameOf(containerId),
    recoveryCloudId: containerGuid(state.recoveryContainerId),
    recoveryCloudName: nameOf(state.recoveryContainerId),
    ...fabricsOf(world, containerId, state.recoveryContainerId),
  };
}

function fabricsOf(world: World, primaryContainerId: string, recoveryContainerId: string): Record<string, string> {
  return {
    primaryVmmId: fabricGuid(parentOf(primaryContainerId)),
    primaryVmmName: fabricOf(world, primaryContainerId)?.state.friendlyName ?? '',
    recoveryVmmId: fabricGuid(parentOf(recoveryContainerId)),
    recoveryVmmName: fabricOf(world, recoveryContainerId)?.state.friendlyName ?? '',
    primaryFabricProviderId: 'Azure',
    recoveryFabricProviderId: 'Azure',
  };
}
