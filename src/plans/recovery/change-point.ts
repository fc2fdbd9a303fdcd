import { pointBody } from '../../azure-bodies/moves.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { PointSelector } from '../../ports/azure/recovery.ts';
import type { Target } from '../../ports/names.ts';
import { nameIn } from '../../protection/resource-id.ts';
import { blocked, warning } from '../../readiness/checks.ts';
import { ago, counted, moment } from '../../views/words.ts';
import type { Plan } from '../plan.ts';
import { refusedBy } from '../refused-plan.ts';
import { itemWrite } from './item-writes.ts';
import { identityOf, movingLocks } from './locks.ts';
import { type Machine, readMoving } from './machines.ts';
import { moveOf } from './order.ts';
import { chosenPoint, type MachineAtPoint, pointChecks, pointFact, pointIdOf, titleOf } from './points.ts';
import { whoGoes } from './who-goes.ts';

/** Another recovery point for what is failed over and not committed. Azure does it by the machine, never by the plan. */
export const planChangePoint = async (target: Target, point: PointSelector, context: PlanContext): Promise<Plan> => {
  const moving = await readMoving(target, context);
  const { going, checks } = whoGoes(moving, {
    what: 'a change of the recovery point',
    mayGo: ({ allowed }) => allowed.includes('ChangePit'),
  });
  const titleFor = (machines: number) => `change the recovery point of ${target.name} (${counted(machines, 'VM')})`;
  if (going.length === 0) return refusedBy(titleFor(0), checks);
  const wished = await Promise.all(going.map((machine) => atPoint(machine, point, context)));
  const others = wished.filter((machine) => !runsFromIt(machine));
  // Where none is left there is nothing to do; otherwise those that run from it stay.
  const machines = others.length > 0 ? others : wished;
  const stays = others.length > 0 ? warning : blocked;
  const title = titleFor(machines.length);
  const now = context.now();
  const same = wished
    .filter(runsFromIt)
    .map(({ name }) =>
      stays(name, 'it runs from this recovery point already.', `Choose another: points ${name} shows them.`),
    );
  const all = [...checks, ...pointChecks(machines, point, moving), ...same];
  if (machines.some(({ chosen }) => typeof chosen !== 'object')) return refusedBy(title, all);
  return {
    title,
    lines: machines.map((machine) => ({ title: titleOf(machine), detail: detailOf(machine, now) })),
    consequences: [
      'What you lose: everything that was written on these machines since the failover.',
      `What stops: ${machines.length === 1 ? 'the machine is' : 'the machines are'} made anew, for some minutes.`,
    ],
    checks: all,
    facts: {
      decisive: { machines: machines.map(identityOf), point: pointFact(machines, point) },
      bounded: {},
      shown: {},
    },
    writes: machines.map((machine) => itemWrite(machine, 'applyRecoveryPoint', pointBody(pointIdOf(machine) ?? ''))),
    vms: machines.length,
    work: {
      workflow: 'move-machines',
      order: {
        moves: machines.map((machine) => moveOf('changePoint', machine, { pointId: pointIdOf(machine) ?? '' })),
      },
      locks: movingLocks(machines),
    },
  };
};

/** After a failover the latest is a point like every other: Azure has to be told which. */
const atPoint = async (machine: Machine, point: PointSelector, context: PlanContext): Promise<MachineAtPoint> => {
  const rule = point.kind === 'latest' ? ({ kind: 'latest-processed' } as const) : point;
  return { ...machine, chosen: await chosenPoint(machine.item, rule, context) };
};

const detailOf = ({ chosen }: MachineAtPoint, now: Date): string =>
  typeof chosen === 'object'
    ? `recovery point: ${moment(chosen.at, now)} (${ago(chosen.at, now)}), ${chosen.consistency}-consistent`
    : '';

const runsFromIt = (machine: MachineAtPoint): boolean => {
  const pointId = pointIdOf(machine);
  return pointId !== undefined && nameIn(machine.item.failoverPointId ?? '') === nameIn(pointId);
};
