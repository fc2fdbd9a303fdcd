import { drillBody } from '../../azure-bodies/moves.ts';
import { planDrillBody } from '../../azure-bodies/recovery-plans.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { PointSelector } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { blocked } from '../../readiness/checks.ts';
import { preflight } from '../../readiness/preflight.ts';
import { allowedInstead } from '../../views/allowed-words.ts';
import { counted, listed } from '../../views/words.ts';
import type { Plan, Write } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { asAWhole } from './as-a-whole.ts';
import { leavingHome } from './away.ts';
import type { DrillWish } from './drill-wish.ts';
import { itemWrite, planWrites } from './item-writes.ts';
import { identityOf, movingLocks } from './locks.ts';
import { type Machine, type Moving, readMoving } from './machines.ts';
import { findDrillNetwork, networksApart } from './networks.ts';
import { moveOf } from './order.ts';
import { planOrder } from './plan-order.ts';
import {
  choosePoints,
  type MachineAtPoint,
  pointChecks,
  pointFact,
  pointIdOf,
  pointInWords,
  titleOf,
} from './points.ts';
import { practiceScore, waysOf } from './practice-score.ts';
import { whoGoes } from './who-goes.ts';

const noNetwork = async ({ name }: Target, going: readonly Machine[], context: PlanContext): Promise<Plan> => {
  const apart = await networksApart(going, context);
  const ways = (apart.length > 0 ? apart : ['<name>']).map((network) => `drill ${name} --network ${network}`);
  return refusedBy(`drill ${name}`, [
    blocked('network', 'test machines need a network apart from production.', `Type: ${listed(ways, 'or')}`),
  ]);
};

/** Test machines beside the real ones, in a network of their own: nothing of production is touched. */
export const planDrill = async (wish: DrillWish, context: PlanContext): Promise<Plan> => {
  const { target, network: typed, point } = wish;
  const { moving, checks: whole } = asAWhole(await readMoving(target, context), 'TestFailover', 'a drill');
  const { going: able, checks } = whoGoes(moving, {
    what: 'a drill',
    mayGo: ({ allowed }) => allowed.includes('TestFailover'),
    fix: ({ name, item }) =>
      item.allowed.includes('TestFailoverCleanup')
        ? `Its last drill still stands. Next: drill-cleanup ${name}`
        : allowedInstead(item.allowed, `status ${name}`),
  });
  if (able.length === 0) return refusedBy(`drill ${target.name}`, checks);
  const { going, checks: oneWay } = await leavingHome(moving, able, context);
  if (typed === undefined) return noNetwork(target, going, context);
  const [found, machines, room, practice] = await Promise.all([
    findDrillNetwork(typed, going, context),
    choosePoints(going, point, context),
    preflight({ ...target, resources: going.map(({ item }) => item.vmId) }, undefined, context),
    practiceScore(moving, context),
  ]);
  const { network } = found;
  const title = `drill ${target.name} (${counted(machines.length, 'VM')}), ${waysOf(going)}`;
  const all = [...checks, ...whole, ...oneWay, ...found.checks, ...pointChecks(machines, point, moving), ...room];
  if (!network) return refusedBy(title, all);
  const networkId = network.id;
  const { writes, work } = carriedOut({ ...moving, machines }, point, networkId);
  return {
    title,
    lines: machines.map((machine) => ({
      title: titleOf(machine),
      detail: `a test machine in ${network.name}; ${pointInWords(machine, point, context.now())}`,
    })),
    consequences: [
      'Nothing is lost or stopped: the real machines go on, and so does their replication.',
      `Until drill-cleanup the test ${machines.length === 1 ? 'machine costs' : 'machines cost'} what a running one costs, and Azure allows no failover of ${target.name}.`,
    ],
    proven: practice,
    ...(moving.application?.rtoSeconds !== undefined && { objectiveSeconds: moving.application.rtoSeconds }),
    checks: all,
    facts: {
      decisive: {
        machines: machines.map(identityOf),
        network: networkId.toLowerCase(),
        point: pointFact(machines, point),
        'carried out': moving.plan ? `as recovery plan ${moving.plan.id.toLowerCase()}` : 'machine by machine',
      },
      bounded: {},
      shown: {},
    },
    writes: [...writes, joinOf(networkId)],
    vms: machines.length,
    work: { ...work, locks: movingLocks(machines) },
  };
};

interface AtPoints extends Moving {
  readonly machines: readonly MachineAtPoint[];
}

/** By one call for the whole plan, or by one for each machine. */
const carriedOut = (moving: AtPoints, point: PointSelector, networkId: string) => {
  const { machines, plan } = moving;
  if (!plan || point.kind === 'id')
    return {
      writes: machines.map((machine) => itemWrite(machine, 'testFailover', drillBody(networkId, pointIdOf(machine)))),
      work: machineOrder(machines, networkId),
    };
  const work = planOrder('drillPlan', moving, { point: point.kind, networkId });
  return { writes: planWrites(moving, 'testFailover', planDrillBody(work.order)), work };
};

/** The person chose the network, so it has to be theirs to choose. */
const joinOf = (networkId: string): Write => ({
  action: 'Microsoft.Network/virtualNetworks/join/action',
  resource: networkId,
  call: { method: 'POST' },
});

const machineOrder = (machines: readonly MachineAtPoint[], networkId: string) => ({
  workflow: 'move-machines',
  order: {
    moves: machines.map((machine) => {
      const pointId = pointIdOf(machine);
      return moveOf('drill', machine, { networkId, ...(pointId && { pointId }) });
    }),
  },
});
