import type { PlanContext } from '../../definitions/command.ts';
import type { Target } from '../../ports/names.ts';
import { type MachinePoints, madeAt, type PlacedPoint } from '../../protection/copies/machine-points.ts';
import { nextNeeds } from '../../protection/copies/needed.ts';
import { sameId } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed, moment } from '../../views/words.ts';
import { azRest } from '../az-rest.ts';
import type { Check, Plan } from '../plan.ts';
import { computeVersion } from './copy-order.ts';
import { forPoint } from './point-context.ts';

/** What deleting a restore point, or a copy of one, would do. */
export const planDeletePoint = (point: Target, context: PlanContext): Promise<Plan> =>
  forPoint(point, 'delete', context, async (found, all) => {
    const underWay = await copiesUnderWay(found, all, context);
    return deletePlan(found, all, underWay, context.now());
  });

/** Copies of it, of which not everything has arrived yet. */
const copiesUnderWay = async (
  { point }: PlacedPoint,
  { points }: MachinePoints,
  { readers }: PlanContext,
): Promise<readonly PlacedPoint[]> => {
  const copies = points.filter((each) => sameId(each.point.copyOf, point.id));
  const arriving = await Promise.all(
    copies.map(async (copy) => {
      const { value } = await readers.copies.progress(copy.point.id);
      return value?.disks.some(({ percent = 0, copyFailed }) => percent < 100 && !copyFailed) ? [copy] : [];
    }),
  );
  return arriving.flat();
};

const deletePlan = (found: PlacedPoint, all: MachinePoints, underWay: readonly PlacedPoint[], now: Date): Plan => {
  const { point } = found;
  const { machine, points } = all;
  const vmId = machine.resources[0] ?? '';
  const copies = points.filter((each) => sameId(each.point.copyOf, point.id));
  return {
    title: `delete restore point ${point.name} of ${machine.name} in ${regionTitle(point.region)}`,
    lines: [
      {
        title: point.name,
        detail: `${point.copyOf ? 'a copy' : 'a point'} of ${point.createdAt ? moment(point.createdAt, now) : 'an unknown time'}, in ${regionTitle(point.region)}`,
      },
    ],
    consequences: [
      'What is deleted cannot be brought back.',
      ...(copies.length > 0
        ? [
            `Its copies stay (${listed(copies.map((each) => each.point.region))}). Azure will not know any more whose they are; I do.`,
          ]
        : []),
    ],
    checks: checksOf(found, all, underWay),
    facts: { decisive: { point: point.id.toLowerCase() }, bounded: {}, shown: {} },
    writes: [
      {
        action: 'Microsoft.Compute/restorePointCollections/restorePoints/delete',
        resource: point.id,
        of: vmId,
        call: { method: 'DELETE' },
        az: azRest('delete', point.id, undefined, computeVersion),
      },
    ],
    vms: 1,
    work: {
      workflow: 'delete-copy',
      order: { id: point.id, name: point.name, kind: 'restore-point' },
      locks: [{ machine: vmId, kind: 'copy' }],
    },
  };
};

const checksOf = (found: PlacedPoint, all: MachinePoints, underWay: readonly PlacedPoint[]): readonly Check[] => {
  const subject = found.point.name;
  const oldest = !found.point.copyOf && isOldest(found, all);
  const possible: readonly (Check | undefined)[] = [
    underWay.length > 0
      ? {
          outcome: 'block',
          subject,
          why: `it is being copied to ${listed(underWay.map(({ point }) => regionTitle(point.region)))}, and that needs it until every disk has arrived.`,
          fix: `Watch the copy: restore-point show ${all.machine.name}/${underWay[0]?.id}`,
        }
      : undefined,
    oldest
      ? {
          outcome: 'warning',
          subject,
          why: 'it is the oldest, which holds everything: the next point will be a full one, and its copy too.',
        }
      : undefined,
    !oldest && nextNeeds(all).has(found.point.id.toLowerCase())
      ? {
          outcome: 'warning',
          subject,
          why: 'it is the last one that was copied: without it the next copy carries everything again.',
        }
      : undefined,
  ];
  const told = possible.filter((each) => each !== undefined);
  return told.length > 0 ? told : [{ outcome: 'passed', subject, why: 'nothing else needs it.' }];
};

const isOldest = (found: PlacedPoint, { points }: MachinePoints): boolean => {
  const siblings = points.filter(({ collection }) => collection.id === found.collection.id);
  return siblings.length > 1 && siblings.every((each) => madeAt(each) >= madeAt(found));
};
