import { pointCopyBody } from '../../azure-bodies/copies.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { RestorePoint } from '../../ports/azure/copies.ts';
import type { Disk } from '../../ports/azure/estate.ts';
import type { Target } from '../../ports/names.ts';
import { copiesIn, type MachinePoints, type PlacedPoint } from '../../protection/copies/machine-points.ts';
import { ifThere } from '../../protection/if-there.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, gigabytes, moment } from '../../views/words.ts';
import type { Plan } from '../plan.ts';
import { type CopyFacts, copyChecks, hourMs } from './copy-checks.ts';
import { collectionOfCopies, pointWrite, regionOrder } from './copy-order.ts';
import { forPoint } from './point-context.ts';
import { targetCollection } from './target-collection.ts';

interface Wanted {
  readonly point: Target;
  readonly region: Target;
}

/** What copying a restore point of a machine to another region would do. */
export const planCopyPoint = ({ point, region }: Wanted, context: PlanContext): Promise<Plan> =>
  forPoint(point, 'copy', context, async (source, all) =>
    copyPlan(await factsOf(source, all, region.name, context), context),
  );

const factsOf = async (
  source: PlacedPoint,
  all: MachinePoints,
  region: string,
  { readers, kept }: PlanContext,
): Promise<CopyFacts> => {
  const to = targetCollection(source.collection, region, all.collections);
  const [disks, recent] = await Promise.all([
    disksOf(source.point, readers.estate),
    kept.copies.begunInto(to.id.toLowerCase(), new Date(all.readAt.getTime() - hourMs)),
  ]);
  return { source, all, to, disks, recent };
};

/** A disk may be gone by now: then there is nothing to learn from it. */
const disksOf = async (
  { disks }: RestorePoint,
  { disk }: PlanContext['readers']['estate'],
): Promise<readonly Disk[]> => {
  const found = await Promise.all(disks.map(({ diskId }) => (diskId ? ifThere(disk(diskId)) : undefined)));
  return found.flatMap((each) => each?.value ?? []);
};

const copyPlan = (facts: CopyFacts, { now }: PlanContext): Plan => {
  const { source, all, to } = facts;
  const { point, collection } = source;
  const { machine } = all;
  const vmId = machine.resources[0] ?? '';
  const id = `${to.id}/restorePoints/${point.name}`;
  return {
    title: `copy ${point.name} of ${machine.name} to ${regionTitle(to.region)}`,
    lines: [
      ...(to.there ? [] : [{ title: 'collection', detail: `a new one in ${regionTitle(to.region)}` }]),
      { title: point.name, detail: `${amountOf(facts)}, followed until every disk has arrived` },
    ],
    consequences: [
      `Nothing is lost or stopped. The copy will show ${point.createdAt ? moment(point.createdAt, now()) : 'the time of its source'}, the time of its source.`,
      'Azure ends a copy that takes longer than two weeks.',
    ],
    checks: copyChecks(facts),
    facts: {
      decisive: { source: point.id.toLowerCase(), copy: id.toLowerCase(), region: to.region },
      bounded: {},
      shown: {},
    },
    writes: [
      ...(to.there ? [] : [collectionOfCopies(vmId, collection.id, to)]),
      pointWrite(vmId, id, pointCopyBody(`${collection.id}/restorePoints/${point.name}`)),
    ],
    vms: 1,
    work: {
      workflow: 'copy-restore-point',
      order: { vmId, pointName: point.name, ...regionOrder(vmId, collection.id, to) },
      locks: [{ machine: vmId, kind: 'copy' }],
    },
  };
};

/** The first copy into a region is a whole one; later ones only carry what has changed since. */
const amountOf = ({ source, all, to }: CopyFacts): string => {
  const { disks } = source.point;
  const bytes = disks.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  const size = bytes > 0 ? ` of ${gigabytes(bytes)}` : '';
  const first = copiesIn(all, to.region).length === 0;
  return `${counted(disks.length, 'disk')}${size}, ${first ? 'all of it: it is the first copy there' : 'only what has changed since the last copy'}`;
};
