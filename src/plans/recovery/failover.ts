import { failoverBody } from '../../azure-bodies/moves.ts';
import { planFailoverBody } from '../../azure-bodies/recovery-plans.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { PointSelector } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { worstError } from '../../protection/standing.ts';
import { passed, warning } from '../../readiness/checks.ts';
import { preflight } from '../../readiness/preflight.ts';
import { allowedInstead } from '../../views/allowed-words.ts';
import { regionTitle } from '../../views/region-title.ts';
import { inWords } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { asAWhole } from './as-a-whole.ts';
import { goingHome, leavingHome } from './away.ts';
import { itemWrite, planWrites } from './item-writes.ts';
import { identityOf, movingLocks } from './locks.ts';
import { boundsOf, lossSentence, stopSentence } from './losses.ts';
import { type Moving, readMoving } from './machines.ts';
import { moveOf } from './order.ts';
import { planOrder } from './plan-order.ts';
import {
  choosePoints,
  lossOf,
  type MachineAtPoint,
  pointChecks,
  pointFact,
  pointIdOf,
  pointInWords,
  titleOf,
} from './points.ts';
import { practiceScore, waysOf } from './practice-score.ts';
import { whoGoes } from './who-goes.ts';

interface Wanted {
  readonly target: Target;
  readonly point: PointSelector;
  readonly shutdownSource: boolean;
  /** A failback is a failover of what runs away from home. */
  readonly back?: true;
}

/**
 * What failing machines over would do: read from Azure now, never from memory. Where a recovery plan holds them, Azure
 * carries the plan out as a whole, because only Azure runs its actions, and it moves all machines at once and starts
 * them in order; what has no plan goes machine by machine.
 */
export const planFailover = async (wanted: Wanted, context: PlanContext): Promise<Plan> => {
  const { target, back } = wanted;
  const verb = back ? 'fail back' : 'fail over';
  const { moving, checks: whole } = asAWhole(await readMoving(target, context), 'UnplannedFailover', 'a failover');
  const { going: able, checks } = whoGoes(moving, {
    what: back ? 'a failback' : 'a failover',
    mayGo: ({ allowed }) => allowed.includes('UnplannedFailover'),
    fix: ({ name, item }) =>
      item.allowed.includes('Commit')
        ? `It is failed over already. Next: commit ${name}${back ? `, then reprotect ${name}` : ''}`
        : allowedInstead(item.allowed, `status ${name}`),
  });
  if (able.length === 0) return refusedBy(`${verb} ${target.name}`, checks);
  const { going, checks: oneWay } = await (back ? goingHome : leavingHome)(moving, able, context);
  const [machines, room, practice] = await Promise.all([
    choosePoints(going, wanted.point, context),
    preflight({ ...target, resources: going.map(({ item }) => item.vmId) }, undefined, context),
    practiceScore(moving, context),
  ]);
  const all = [
    ...[...checks, ...whole, ...oneWay],
    ...pointChecks(machines, wanted.point, moving),
    ...[...room, ...machines.map(healthCheck)],
    ...machines.flatMap((machine) => lossCheck(machine, moving.application?.rpoSeconds, context.now())),
  ];
  const count = machines.length === 1 ? '1 VM' : `${machines.length} VMs`;
  return {
    ...failoverPlan({ ...moving, machines }, wanted, context),
    title: `${verb} ${target.name} (${count}), ${waysOf(going)}`,
    checks: all,
    consequences: [lossSentence(machines, context.now()), stopSentence(machines.length, wanted.shutdownSource)],
    notUndone: 'after commit the recovery points are gone. Until then you can change the recovery point.',
    proven: practice,
    ...(moving.application?.rtoSeconds !== undefined && { objectiveSeconds: moving.application.rtoSeconds }),
  };
};

interface AtPoints extends Moving {
  readonly machines: readonly MachineAtPoint[];
}

const failoverPlan = (moving: AtPoints, wanted: Wanted, context: PlanContext) => {
  const { machines, plan } = moving;
  const { point, shutdownSource } = wanted;
  const { writes, work } = carriedOut(moving, wanted);
  const now = context.now();
  const objective = moving.application?.rpoSeconds;
  return {
    lines: machines.map((machine) => lineOf(machine, point, objective, now)),
    facts: {
      decisive: {
        machines: machines.map(identityOf),
        direction: [...new Set(machines.map(({ item }) => `${item.sourceRegion} -> ${item.targetRegion}`))],
        point: pointFact(machines, point),
        network: [...new Set(machines.map(({ item }) => item.recoveryNetworkId?.toLowerCase() ?? 'none'))],
        'shut the source down': shutdownSource ? 'yes' : 'no',
        'carried out': plan ? `as recovery plan ${plan.id.toLowerCase()}` : 'machine by machine',
      },
      bounded: boundsOf(machines, point, now),
      shown: shownOf(machines),
    },
    writes,
    vms: machines.length,
    work: { ...work, locks: movingLocks(machines) },
  };
};

/** By one call for the whole plan, or by one for each machine. */
const carriedOut = (moving: AtPoints, wanted: Wanted) => {
  const { machines, plan } = moving;
  const { point, shutdownSource, back } = wanted;
  if (!plan || point.kind === 'id')
    return {
      writes: machines.map((machine) =>
        itemWrite(machine, 'unplannedFailover', failoverBody(pointIdOf(machine), shutdownSource)),
      ),
      work: machineOrder(machines, wanted),
    };
  const work = planOrder('failOverPlan', moving, {
    point: point.kind,
    shutdownSource,
    targetRegion: regionTitle(machines[0]?.item.targetRegion ?? ''),
    ...(back && { back }),
  });
  return { writes: planWrites(moving, 'unplannedFailover', planFailoverBody(work.order)), work };
};

const lineOf = (machine: MachineAtPoint, point: PointSelector, objective: number | undefined, now: Date) => {
  const lossMinutes = lossOf(machine, now) ?? 0;
  const isOver = objective !== undefined && lossMinutes * 60 > objective;
  return {
    title: titleOf(machine),
    detail: pointInWords(machine, point, now),
    ...(isOver && { warning: `over its objective of ${inWords(objective)}` }),
  };
};

const shownOf = (machines: readonly MachineAtPoint[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    machines.flatMap((machine): [string, string][] => {
      const pointId = pointIdOf(machine);
      const about = machines.length > 1 ? ` of ${machine.name}` : '';
      return [
        [`health${about}`, machine.item.health],
        ...(pointId ? [[`point now${about}`, pointId] as [string, string]] : []),
      ];
    }),
  );

const machineOrder = (machines: readonly MachineAtPoint[], { shutdownSource, back }: Wanted) => ({
  workflow: 'move-machines',
  order: {
    moves: machines.map((machine) => {
      const pointId = pointIdOf(machine);
      return moveOf('failover', machine, {
        targetRegion: regionTitle(machine.item.targetRegion),
        shutdownSource,
        ...(back && { back }),
        ...(pointId && { pointId }),
      });
    }),
  },
});

const lossCheck = (machine: MachineAtPoint, objective: number | undefined, now: Date): readonly Check[] => {
  const minutes = lossOf(machine, now);
  if (objective === undefined || minutes === undefined) return [];
  const subject = `${machine.name} RPO`;
  const why = `its data is up to ${inWords(minutes * 60)} old; objective ${inWords(objective)}.`;
  return [minutes * 60 > objective ? warning(subject, why) : passed(subject, why)];
};

/** Nothing of it keeps a machine back: it may be worse to wait. But whoever approves should have read it. */
const healthCheck = ({ name, item }: MachineAtPoint): Check => {
  if (item.failoverHealth === 'critical') return warning(`failover health of ${name}`, 'Azure calls it critical.');
  if (item.health !== 'critical') return passed(`failover health of ${name}`, 'Azure sees nothing in the way.');
  const error = worstError(item.healthErrors);
  return warning(`replication of ${name}`, error?.summary ?? 'Azure calls its health critical.');
};
