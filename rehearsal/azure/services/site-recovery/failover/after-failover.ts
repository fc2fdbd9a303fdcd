import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { accepted } from '../accept.ts';
import { getItem } from '../items/get-item.ts';
import { type ItemWork, notAllowed, requireIdle, requireOperation, startRequestedJob } from '../items/guards.ts';
import type { ProtectedItem } from '../items/item.ts';
import { deleteReplicas } from '../items/item-store.ts';
import type { RecoveryPoint } from '../items/recovery-points.ts';
import { newTask } from '../jobs/job.ts';
import { requireItem } from '../vault/lookup.ts';
import { replicaMachineSteps } from './replica-machine.ts';
import { deleteTarget } from './target.ts';
import { requirePoint } from './unplanned-failover.ts';

/** From here on there is no way back to another point: the recovery points and the replica are gone. */
export function commit(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  requireOperation(request, item, 'Commit');
  const job = startRequestedJob(request, item, commitWork(request.world, item));
  return accepted(request, job, item.id, getItem);
}

export function commitWork(world: World, item: ProtectedItem): ItemWork {
  const check = newTask(
    'CommitFailoverPreflightChecksTask',
    'VmCommitPrerequisitesCheck',
    'Prerequisites check for commit',
  );
  const doing = newTask('CommitFailoverTask', 'VmCommitFailover', 'Committing failover');
  return {
    scenario: 'CommitFailover',
    friendlyName: 'Commit',
    steps(started) {
      started.tasks.push(check, doing);
      return [
        { kind: 'timed', task: check, seconds: 2 },
        { kind: 'timed', task: doing, seconds: 6, main: true, finish: () => noteCommit(world, item) },
      ];
    },
  };
}

export function noteCommit(world: World, item: ProtectedItem): void {
  item.state.phase = 'committed';
  deleteReplicas(world, item);
}

const pointBody = z.object({
  properties: z.object({
    recoveryPointId: z.string().nullish(),
    providerSpecificDetails: z.object({ instanceType: z.literal('A2A') }),
  }),
});

/** Change of the recovery point before the commit: the machine is made anew. */
export function applyRecoveryPoint(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const wish = parseBody(request, pointBody).properties.recoveryPointId ?? undefined;
  requireOperation(request, item, 'ChangePit');
  const point = requirePoint(request, item, wish);
  const job = startRequestedJob(request, item, changePointWork(request.world, item, point));
  return accepted(request, job, item.id, getItem);
}

function changePointWork(world: World, item: ProtectedItem, point: RecoveryPoint): ItemWork {
  const check = newTask(
    'ChangePitPreflightChecksTask',
    'VmChangePitPrerequisitesCheck',
    'Prerequisites check for changing the recovery point',
  );
  const undo = newTask('CancelFailoverTask', 'VmCancelFailover', 'Removing the replica virtual machine');
  return {
    scenario: 'ChangePit',
    friendlyName: 'Change recovery point',
    details: { kind: 'failover', items: [] },
    steps(job) {
      job.tasks.push(check, undo);
      return [
        { kind: 'timed', task: check, seconds: 4 },
        { kind: 'timed', task: undo, seconds: 70, finish: () => deleteTarget(world, item.state.failover?.vmId ?? '') },
        ...replicaMachineSteps(world, item, point, job),
      ];
    },
  };
}

/** Undoes a failover that was not committed: the machine in the recovery region goes, and replication goes on. */
export function cancelFailover(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  requireIdle(request, item);
  if (item.state.phase !== 'failed-over') throw notAllowed(request, item, 'CancelFailover');
  const job = startRequestedJob(request, item, cancelFailoverWork(request.world, item));
  return accepted(request, job, item.id, getItem);
}

export function cancelFailoverWork(world: World, item: ProtectedItem): ItemWork {
  const task = newTask('CancelFailoverTask', 'VmCancelFailover', 'Cancelling failover');
  return {
    scenario: 'CancelFailover',
    friendlyName: 'Cancel failover',
    steps(started) {
      started.tasks.push(task);
      return [{ kind: 'timed', task, seconds: 90, finish: () => noteCancelled(world, item) }];
    },
  };
}

function noteCancelled(world: World, { state }: ProtectedItem): void {
  deleteTarget(world, state.failover?.vmId ?? '');
  state.failover = undefined;
  state.phase = 'replicating';
  state.since = world.clock.now();
}
