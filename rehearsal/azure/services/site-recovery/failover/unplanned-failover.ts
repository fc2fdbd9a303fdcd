import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { findVirtualMachine, setPower } from '../../compute/provision.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { getItem } from '../items/get-item.ts';
import { notAllowed, refuseDirection, requireOperation, startRequestedJob } from '../items/guards.ts';
import type { ProtectedItem } from '../items/item.ts';
import { choosePoint, type RecoveryPoint } from '../items/recovery-points.ts';
import { type Job, newTask } from '../jobs/job.ts';
import type { Step } from '../jobs/step.ts';
import { parentOf } from '../names.ts';
import { requireItem } from '../vault/lookup.ts';
import { pointWish, replicaMachineSteps } from './replica-machine.ts';

const body = z.object({
  properties: z.object({
    failoverDirection: z.enum(['PrimaryToRecovery', 'RecoveryToPrimary']).nullish(),
    sourceSiteOperations: z.enum(['Required', 'NotRequired']).nullish(),
    providerSpecificDetails: pointWish.nullish(),
  }),
});

export function unplannedFailover(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const { failoverDirection, sourceSiteOperations, providerSpecificDetails } = parseBody(request, body).properties;
  refuseDirection(request, failoverDirection);
  requireOperation(request, item, 'UnplannedFailover');
  const point = requirePoint(request, item, providerSpecificDetails?.recoveryPointId ?? undefined);
  const job = startRequestedJob(request, item, {
    scenario: 'UnplannedFailover',
    friendlyName: 'Failover',
    details: { kind: 'failover', items: [] },
    steps: (started) => failoverSteps(request.world, item, point, started, sourceSiteOperations === 'Required'),
    concludes(ended) {
      if (sourceSiteOperations === 'Required' && wasShutdownSkipped(ended))
        ended.stateDescription = 'CompletedWithInformation';
    },
  });
  return accepted(request, job, item.id, getItem);
}

export function requirePoint(request: ArmRequest, item: ProtectedItem, wish: string | undefined): RecoveryPoint {
  const point = choosePoint(request.world, item, wish);
  if (point !== undefined) return point;
  throw badInput(
    request,
    'RecoveryPointNotFound',
    `The recovery point '${wish}' of '${item.state.vmName}' was not found.`,
    'List the recovery points of the item, and name one of them.',
  );
}

function failoverSteps(world: World, item: ProtectedItem, point: RecoveryPoint, job: Job, shutDown: boolean): Step[] {
  const check = newTask(
    'UnplannedFailoverPreflightChecksTask',
    'VmUfoPrerequisitesCheck',
    'Prerequisites check for failover',
  );
  const shutdown = newTask('ShutdownVmOnPrimaryForUFO', 'VmShutdownVmOnPrimary', 'Shut down the virtual machine');
  const prepare = newTask(
    'PrepareForUnPlannedFailoverTask',
    'VmPrepareForUnPlannedFailover',
    'Synchronizing the latest changes',
  );
  job.tasks.push(check, shutdown, prepare);
  return [
    { kind: 'timed', task: check, seconds: 4.8, startsLater: 2.8 },
    shutDown && canReachSource(world, item)
      ? { kind: 'timed', task: shutdown, seconds: 63, finish: () => shutDownSource(world, item) }
      : { kind: 'skipped', task: shutdown, withStart: shutDown },
    { kind: 'skipped', task: prepare, withStart: true },
    ...replicaMachineSteps(world, item, point, job),
  ];
}

/** With its region lost the machine cannot be told anything; the failover goes on without. */
export function canReachSource(world: World, { id, state }: ProtectedItem): boolean {
  const region = fabricOf(world, parentOf(id))?.state.region ?? '';
  return !world.isDown(region) && findVirtualMachine(world, state.vmId) !== undefined;
}

export function shutDownSource(world: World, item: ProtectedItem): void {
  if (canReachSource(world, item)) setPower(world, item.state.vmId, 'deallocated');
}

function wasShutdownSkipped(job: Job): boolean {
  return job.tasks.some(({ taskId, state }) => taskId === 'ShutdownVmOnPrimaryForUFO' && state === 'Skipped');
}

export function plannedFailover(request: ArmRequest): ArmResponse {
  throw notAllowed(request, requireItem(request), 'PlannedFailover');
}
