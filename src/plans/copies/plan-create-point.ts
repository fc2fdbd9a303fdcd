import { pointCopyBody, restorePointBody } from '../../azure-bodies/copies.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { Disk, Vm } from '../../ports/azure/estate.ts';
import type { Target } from '../../ports/names.ts';
import { readMachinePoints } from '../../protection/copies/machine-points.ts';
import { regionTitle } from '../../views/region-title.ts';
import { counted, listed } from '../../views/words.ts';
import type { Plan, Write } from '../plan.ts';
import { collectionOfCopies, collectionWrite, pointWrite, type RegionOrder, regionOrder } from './copy-order.ts';
import { type CreateFacts, createChecks, ownCollection, wantedDisks } from './create-checks.ts';
import { targetCollection } from './target-collection.ts';
import { runningElsewhere } from './where-it-runs.ts';

interface PointWish {
  readonly vm: Target;
  readonly consistency: 'crash' | 'application';
  readonly exclude: readonly string[];
  readonly copyTo: readonly Target[];
}

/** What making a restore point of a machine would do, and copying it. */
export const planCreatePoint = async (wish: PointWish, context: PlanContext): Promise<Plan> => {
  const facts = await createFacts(wish, context);
  const { vm, all } = facts;
  const { order, writes } = pointOrder(facts);
  return {
    title: `make a restore point of ${vm.name}${copiesIn(order.copyTo)}`,
    lines: linesOf(facts, order.copyTo),
    consequences: ['Nothing is lost or stopped.'],
    checks: createChecks(facts),
    facts: {
      decisive: {
        vm: vm.id.toLowerCase(),
        consistency: wish.consistency,
        left: wish.exclude,
        to: order.copyTo.map(({ region }) => region),
      },
      bounded: {},
      shown: { points: String(all.points.length) },
    },
    writes,
    vms: 1,
    work: {
      workflow: 'create-restore-point',
      order,
      locks: [{ machine: vm.id.toLowerCase(), kind: 'copy' }],
    },
  };
};

export const createFacts = async (
  { vm: target, consistency, exclude, copyTo }: PointWish,
  { readers }: PlanContext,
): Promise<CreateFacts> => {
  const id = target.resources[0] ?? '';
  const [{ value: vm }, { value: state }, all, elsewhere] = await Promise.all([
    readers.estate.vm(id),
    readers.estate.vmState(id),
    readMachinePoints(target, readers.copies),
    runningElsewhere(id, readers),
  ]);
  const disks = await readDisks(wantedDisks(vm, exclude), readers.estate);
  const facts = { vm, state, disks, all, consistency, exclude, copyTo: copyTo.map(({ name }) => name) };
  return { ...facts, ...(elsewhere && { elsewhere }) };
};

const readDisks = async (disks: Vm['disks'], { disk }: PlanContext['readers']['estate']): Promise<readonly Disk[]> => {
  const found = await Promise.all(disks.map(({ id }) => (id ? disk(id) : undefined)));
  return found.flatMap((each) => each?.value ?? []);
};

/** What a worker makes of it, and all that this writes. */
export const pointOrder = (facts: CreateFacts) => {
  const { vm, all, consistency, exclude } = facts;
  const collection = ownCollection(vm, all);
  const targets = facts.copyTo.map((region) => targetCollection(collection, region, all.collections));
  const left = vm.disks.filter((disk) => !wantedDisks(vm, exclude).includes(disk)).flatMap(({ id }) => id ?? []);
  const copyTo: readonly RegionOrder[] = targets.map((to) => regionOrder(vm.id, collection.id, to));
  const source = { id: collection.id, region: vm.region, sourceId: vm.id };
  const point = (id: string) => `${id}/restorePoints/${nameWords}`;
  const writes: readonly Write[] = [
    ...(collection.there ? [] : [collectionWrite(vm.id, source)]),
    pointWrite(vm.id, point(collection.id), restorePointBody({ consistency, excludeDiskIds: left })),
    ...targets.flatMap((to) => [
      ...(to.there ? [] : [collectionOfCopies(vm.id, collection.id, to)]),
      pointWrite(vm.id, point(to.id), pointCopyBody(point(collection.id))),
    ]),
  ];
  const order = { vmId: vm.id, machine: vm.name, collection: source, consistency, excludeDiskIds: left, copyTo };
  return { order, writes };
};

/** The operation names the point by its own number and the time: nobody else's can bear that. */
const nameWords = '{operation}-{time}';

const copiesIn = (copyTo: readonly RegionOrder[]): string =>
  copyTo.length > 0 ? ` and copy it to ${listed(copyTo.map(({ region }) => regionTitle(region)))}` : '';

const linesOf = ({ vm, consistency, exclude }: CreateFacts, copyTo: readonly RegionOrder[]): Plan['lines'] => {
  const disks = counted(wantedDisks(vm, exclude).length, 'disk');
  return [
    {
      title: 'restore point',
      detail: `${consistency === 'crash' ? 'crash-consistent' : 'application-consistent'}, ${disks}, in ${regionTitle(vm.region)}`,
    },
    ...copyTo.map(({ region }) => ({
      title: `copy to ${regionTitle(region)}`,
      detail: 'followed until every disk has arrived; it shows the time of its source',
    })),
  ];
};
