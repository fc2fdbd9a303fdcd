import type { World } from '../../../world/world.ts';
import { setPower } from '../../compute/provision.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { checkOutbound } from '../items/enable-checks.ts';
import { machineGuid } from '../items/health.ts';
import type { ItemState, ProtectedItem } from '../items/item.ts';
import { createReplicas, moveItem } from '../items/item-store.ts';
import { beginReplication } from '../items/progress.ts';
import { type Job, newTask } from '../jobs/job.ts';
import { startJob } from '../jobs/run-job.ts';
import type { Step } from '../jobs/step.ts';
import { guidOf, vaultIdIn } from '../names.ts';
import { noteCommit } from './after-failover.ts';
import { shutDownSource } from './unplanned-failover.ts';

/** The tasks of a reprotection: most of its time goes into a job that it starts. */
export function switchSteps(
  world: World,
  item: ProtectedItem,
  machine: VirtualMachine,
  turned: Partial<ItemState>,
  job: Job,
): Step[] {
  const check = newTask(
    'SwitchReplicationGroupProtectionPreflightTask',
    'SwitchReplicationGroupProtectionPreflightTask',
    'Prerequisite check',
  );
  const committing = newTask('CommitFailoverTask', 'VmCommitFailover', 'Committing failover');
  const discover = newTask('DiscoverReplicaTask', 'DiscoverReplicaTask', 'Discovering replica virtual machine');
  const ask = newTask(
    'GetSwitchProtectionRequirementsTask',
    'GetSwitchProtectionRequirementsTask',
    'Getting reprotection requirements',
  );
  const protect = newTask('ProtectReplicaTask', 'ProtectReplicaTask', 'Reprotecting virtual machine');
  job.tasks.push(check, committing, discover, ask, protect);
  const newId = `${item.state.recoveryContainerId}/replicationProtectedItems/${item.name}`;
  return [
    { kind: 'timed', task: check, seconds: 0.9, endsLater: 1.7 },
    item.state.phase === 'committed'
      ? { kind: 'skipped', task: committing, withStart: false }
      : { kind: 'timed', task: committing, seconds: 6, finish: () => noteCommit(world, item) },
    { kind: 'timed', task: discover, seconds: 2 },
    { kind: 'timed', task: ask, seconds: 0.6, main: true },
    {
      kind: 'silent',
      act() {
        job.details = { kind: 'switch-protection', newItemId: newId };
      },
    },
    {
      kind: 'work',
      task: protect,
      estimate: 478,
      lag: 61,
      start() {
        const child = startEnabling(world, item, machine, job);
        const leaf = newTask('EnableDr', item.state.vmName, item.state.vmName, {
          work: { job: child, target: child.target, inPlan: false },
        });
        protect.children = [leaf];
        return [child];
      },
      finish: () => turnAround(world, item, turned),
    },
  ];
}

/** The child job, in which the machine gets its agent anew. */
function startEnabling(world: World, item: ProtectedItem, machine: VirtualMachine, parent: Job): Job {
  const task = newTask(
    'InstallMobilityService',
    'VmInstallMobilityService',
    'Installing Mobility Service and preparing target',
  );
  return startJob(world, {
    vaultId: vaultIdIn(item.id),
    activityId: parent.activityId,
    scenario: 'EnableDr',
    friendlyName: 'Enable replication',
    target: { id: guidOf('replica', machineGuid(item)), name: item.state.vmName, type: 'Vm' },
    affected: parent.affected,
    steps(child) {
      child.tasks.push(task);
      return [{ kind: 'timed', task, seconds: 478, finish: () => checkOutbound(world, machine) }];
    },
  });
}

function turnAround(world: World, item: ProtectedItem, turned: Partial<ItemState>): void {
  shutDownSource(world, item);
  const moved = moveItem(world, item, item.state.recoveryContainerId, {
    ...turned,
    turn: item.state.turn + 1,
    failover: undefined,
    test: undefined,
    lastTestAt: undefined,
    resyncSince: undefined,
    troubles: [],
    excludedDiskIds: [],
    settings: { nics: new Map() },
  });
  if (moved === undefined) return;
  setPower(world, moved.state.vmId, 'running');
  beginReplication(world, moved);
  createReplicas(world, moved);
}
