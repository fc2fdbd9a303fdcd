import { commentsBody } from '../../azure-bodies/moves.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { ProtectedItem } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted } from '../../views/words.ts';
import type { MoveOf } from '../../workflows/moves.ts';
import type { Plan, PlanLine } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { asAWhole } from './as-a-whole.ts';
import { itemWrite, planWrites } from './item-writes.ts';
import { identityOf, movingLocks } from './locks.ts';
import { type Machine, type Moving, readMoving } from './machines.ts';
import { moveOf } from './order.ts';
import { planOrder } from './plan-order.ts';
import { titleOf } from './points.ts';
import { whoGoes } from './who-goes.ts';

/** What needs nothing but the machines: Azure knows the rest from the failover or the drill before. */
interface Sort {
  readonly verb: string;
  readonly what: string;
  /** As Azure's list of what it allows a recovery plan calls it. */
  readonly planOperation: string;
  readonly action: string;
  readonly mayGo: (item: ProtectedItem) => boolean;
  readonly detail: (machine: Machine) => string;
  readonly consequences: (machines: readonly Machine[]) => readonly string[];
}

const commit: Sort = {
  verb: 'commit the failover of',
  what: 'a commit',
  planOperation: 'Commit',
  action: 'failoverCommit',
  mayGo: ({ allowed }) => allowed.includes('Commit'),
  detail: ({ item }) => `stays in ${regionTitle(item.targetRegion)}; its recovery points go`,
  consequences: () => [
    'What you lose: every recovery point of before. After this the recovery point can no longer be changed, and the failover can no longer be cancelled.',
    'What stops: nothing. Until reprotect nothing protects what runs there now.',
  ],
};

const cancel: Sort = {
  verb: 'cancel the failover of',
  what: 'the cancelling of a failover',
  planOperation: 'CancelFailover',
  action: 'failoverCancel',
  // Azure lists it nowhere: it takes it of what is failed over and not committed.
  mayGo: ({ allowed, activeLocation }) => activeLocation === 'target' && allowed.includes('Commit'),
  detail: ({ item }) => `its machine in ${regionTitle(item.targetRegion)} is deleted`,
  consequences: () => [
    'What you lose: everything that was written there since the failover.',
    'What stops: the machines in the recovery region. The source VMs stay as they are: whoever shut them down has to start them.',
  ],
};

const cleanUp: Sort = {
  verb: 'clean up the drill of',
  what: 'the cleanup of a drill',
  planOperation: 'TestFailoverCleanup',
  action: 'testFailoverCleanup',
  mayGo: ({ allowed }) => allowed.includes('TestFailoverCleanup'),
  detail: () => 'its test machine is deleted, with the disks and the network card that the drill made',
  consequences: () => ['Nothing of production is touched. What was written on the test machines is gone.'],
};

export const planCommit = (target: Target, context: PlanContext): Promise<Plan> =>
  planSort(commit, target, context, {
    ofPlan: (moving) => planOrder('commitPlan', moving, {}),
    ofMachine: (machine) => moveOf('commit', machine, {}),
  });

export const planCancel = (target: Target, context: PlanContext): Promise<Plan> =>
  planSort(cancel, target, context, {
    ofPlan: (moving) => planOrder('cancelPlanFailover', moving, {}),
    ofMachine: (machine) => moveOf('cancelFailover', machine, {}),
  });

export const planCleanUp = (target: Target, notes: string, context: PlanContext): Promise<Plan> =>
  planSort(cleanUp, target, context, {
    ofPlan: (moving) => planOrder('cleanUpPlanDrill', moving, { notes }),
    ofMachine: (machine) => moveOf('cleanUpDrill', machine, { notes }),
    body: commentsBody(notes),
  });

interface Orders {
  readonly ofPlan: (moving: Moving) => Plan['work'] extends infer Work ? Omit<Work, 'locks'> : never;
  readonly ofMachine: (machine: Machine) => MoveOf<'commit' | 'cancelFailover' | 'cleanUpDrill'>;
  readonly body?: unknown;
}

const planSort = async (sort: Sort, target: Target, context: PlanContext, orders: Orders): Promise<Plan> => {
  const read = await readMoving(target, context);
  const { moving, checks: whole } = wholeOf(read, sort);
  const { going, checks } = whoGoes(moving, sort);
  if (going.length === 0) return refusedBy(`${sort.verb} ${target.name}`, checks);
  const { plan } = moving;
  const { action } = sort;
  return {
    title: `${sort.verb} ${target.name} (${counted(going.length, 'VM')})`,
    lines: going.map((machine): PlanLine => ({ title: titleOf(machine), detail: sort.detail(machine) })),
    consequences: sort.consequences(going),
    checks: [...checks, ...whole],
    facts: {
      decisive: {
        machines: going.map(identityOf),
        'carried out': plan ? `as recovery plan ${plan.id.toLowerCase()}` : 'machine by machine',
      },
      bounded: {},
      shown: {},
    },
    writes: plan
      ? planWrites({ ...moving, machines: going }, action, orders.body)
      : going.map((machine) => itemWrite(machine, action, orders.body)),
    vms: going.length,
    work: {
      ...(plan
        ? orders.ofPlan({ ...moving, machines: going })
        : { workflow: 'move-machines', order: { moves: going.map(orders.ofMachine) } }),
      locks: movingLocks(going),
    },
  };
};

/** The cancelling is nowhere in what Azure lists: a plan can go as a whole where all of its machines can. */
const wholeOf = (moving: Moving, sort: Sort) =>
  sort.planOperation === 'CancelFailover' && moving.machines.every(({ item }) => sort.mayGo(item))
    ? { moving, checks: [] }
    : asAWhole(moving, sort.planOperation, sort.what);
