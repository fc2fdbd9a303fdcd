import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { setPower } from '../../compute/provision.ts';
import { nameOf } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { requireTargetNetwork } from '../items/enable-checks.ts';
import { getItem } from '../items/get-item.ts';
import { type ItemWork, refuseDirection, requireOperation, startRequestedJob } from '../items/guards.ts';
import type { ProtectedItem } from '../items/item.ts';
import type { RecoveryPoint } from '../items/recovery-points.ts';
import { type Job, newTask } from '../jobs/job.ts';
import { siteRecoveryState } from '../state.ts';
import { requireItem } from '../vault/lookup.ts';
import { outcomeOf } from './outcome.ts';
import { pointWish } from './replica-machine.ts';
import { createTarget, deleteTarget } from './target.ts';
import { requirePoint } from './unplanned-failover.ts';

const body = z.object({
  properties: z.object({
    failoverDirection: z.enum(['PrimaryToRecovery', 'RecoveryToPrimary']).nullish(),
    networkType: z.string().nullish(),
    networkId: z.string().nullish(),
    providerSpecificDetails: pointWish.nullish(),
  }),
});

/** Where test machines are attached to. */
interface TestNetwork {
  readonly networkType: string;
  readonly networkId: string | undefined;
}

export function testFailover(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const wanted = parseBody(request, body).properties;
  refuseDirection(request, wanted.failoverDirection);
  const network = testNetworkOf(request, wanted, item.state.recoveryContainerId);
  requireOperation(request, item, 'TestFailover');
  const point = requirePoint(request, item, wanted.providerSpecificDetails?.recoveryPointId ?? undefined);
  const job = startRequestedJob(request, item, testFailoverWork(request.world, item, point, network));
  return accepted(request, job, item.id, getItem);
}

interface NetworkWish {
  readonly networkType?: string | null | undefined;
  readonly networkId?: string | null | undefined;
}

export function testNetworkOf(
  request: ArmRequest,
  { networkType, networkId }: NetworkWish,
  recoveryContainerId: string,
): TestNetwork {
  const type = networkType || 'VmNetworkAsInput';
  if (type === 'NoNetworkAttachAsInput') return { networkType: type, networkId: undefined };
  if (type !== 'VmNetworkAsInput') {
    throw badInput(
      request,
      'InvalidNetworkType',
      `The network type '${type}' is not supported.`,
      'Use VmNetworkAsInput with a network, or NoNetworkAttachAsInput.',
    );
  }
  if (!networkId)
    throw badInput(
      request,
      'NetworkIdMissing',
      'A test failover into a network needs the id of the network.',
      'Name a virtual network in the recovery region.',
    );
  requireTargetNetwork(request, networkId, recoveryContainerId);
  return { networkType: type, networkId };
}

export function testFailoverWork(
  world: World,
  item: ProtectedItem,
  point: RecoveryPoint,
  network: TestNetwork,
): ItemWork {
  const check = newTask(
    'TestFailoverPreflightChecksTask',
    'VmTfoPrerequisitesCheck',
    'Prerequisites check for test failover',
  );
  const create = newTask('TestFailoverTask', 'VmTestFailover', 'Creating the test virtual machine');
  const start = newTask('StartTestVm', 'VmTfoStartVm', 'Starting the test virtual machine');
  const { networkType, networkId } = network;
  return {
    scenario: 'TestFailover',
    friendlyName: 'Test failover',
    details: { kind: 'test-failover', status: null, comments: '', networkId: networkId ?? '', networkType, items: [] },
    steps(job) {
      job.tasks.push(check, create, start);
      return [
        { kind: 'timed', task: check, seconds: 6, startsLater: 2 },
        {
          kind: 'timed',
          task: create,
          seconds: 480,
          main: true,
          finish: () => void createTarget(world, item, { kind: 'test', networkId }),
        },
        { kind: 'timed', task: start, seconds: 54, finish: () => noteTest(world, item, point, job) },
      ];
    },
    concludes: (job) => conclude(world, item, job),
  };
}

function noteTest(world: World, item: ProtectedItem, point: RecoveryPoint, job: Job): void {
  const vmId = testVmIdOf(item);
  setPower(world, vmId, 'running');
  if (job.details.kind !== 'test-failover') return;
  job.details.items = [outcomeOf(world, item, point, vmId, nameOf(vmId))];
  job.details.status = 'Active';
  item.state.test = { at: world.clock.now(), vmId, networkId: job.details.networkId, jobId: job.id };
}

function testVmIdOf({ state }: ProtectedItem): string {
  const name = state.settings.testVmName ?? `${state.vmName}-test`;
  return `${state.recoveryResourceGroupId}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** Other kinds of replication leave the job suspended until the clean-up; a world can be told to do so here too. */
function conclude(world: World, { state }: ProtectedItem, job: Job): void {
  if (world.state(siteRecoveryState).testFailoverEnds === 'succeeded') {
    state.lastTestAt = world.clock.now();
    return;
  }
  job.state = 'Suspended';
  job.stateDescription = 'WaitingForStopTestFailover';
}

const cleanupBody = z.object({ properties: z.object({ comments: z.string().nullish() }) });

export function testFailoverCleanup(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const { comments } = parseBody(request, cleanupBody).properties;
  requireOperation(request, item, 'TestFailoverCleanup');
  const job = startRequestedJob(request, item, cleanupWork(request.world, item, comments ?? ''));
  return accepted(request, job, item.id, getItem);
}

export function cleanupWork(world: World, item: ProtectedItem, comments: string): ItemWork {
  const check = newTask(
    'TestFailoverCleanupPreflightChecksTask',
    'VmTfoCleanupPrerequisitesCheck',
    'Prerequisites check for cleanup',
  );
  const clean = newTask('TestFailoverCleanupTask', 'VmTestFailoverCleanup', 'Cleaning up the test environment');
  return {
    scenario: 'TestFailoverCleanup',
    friendlyName: 'Test failover cleanup',
    details: {
      kind: 'test-failover',
      status: null,
      comments,
      networkId: item.state.test?.networkId ?? '',
      networkType: 'VmNetworkAsInput',
      items: [],
    },
    steps(job) {
      job.tasks.push(check, clean);
      return [
        { kind: 'timed', task: check, seconds: 3 },
        { kind: 'timed', task: clean, seconds: 237, main: true, finish: () => endTest(world, item) },
      ];
    },
  };
}

function endTest(world: World, { state }: ProtectedItem): void {
  const { test } = state;
  if (test === undefined) return;
  deleteTarget(world, test.vmId);
  state.test = undefined;
  state.lastTestAt = world.clock.now();
  const job = test.jobId === undefined ? undefined : world.state(siteRecoveryState).jobs.get(test.jobId);
  if (job?.state !== 'Suspended') return;
  job.state = 'Succeeded';
  delete job.stateDescription;
}
