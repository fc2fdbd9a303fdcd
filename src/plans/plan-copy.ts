import { createHash } from 'node:crypto';
import type { PlanContext } from '../definitions/command.ts';
import { AzureUnreachable } from '../errors/azure.ts';
import type { RestorePoint, RestorePointCollection } from '../ports/azure/copies.ts';
import type { Target } from '../ports/names.ts';
import { counted } from '../views/words.ts';
import type { Check, Plan } from './plan.ts';

interface Wanted {
  readonly vm: Target;
  readonly point: string;
  readonly region: Target;
}

/** What copying a restore point of a machine to another region would do. */
export const planCopy = async ({ vm, point, region }: Wanted, { readers }: PlanContext): Promise<Plan> => {
  const { value: collections, missing } = await readers.copies.collections('fresh');
  const own = collections.filter((each) => each.vmId !== undefined && vm.resources.includes(each.vmId.toLowerCase()));
  const found = (await Promise.all(own.map((each) => pointsIn(each, readers.copies)))).flat();
  const named = found.filter((each) => each.point.name.toLowerCase() === point.toLowerCase());
  const [source] = named;
  // Not found in half of Azure is not "there is none".
  if (!source && missing.length > 0) throw new AzureUnreachable(`find ${point} of ${vm.name}`, missing.join(' '));
  if (!source) return noPoint(vm, point, `it has no restore point ${point}.`, namesOf(found));
  if (named.length > 1) {
    const collections = named.map((each) => each.collection.name).join(', ');
    return noPoint(
      vm,
      point,
      `it has several restore points ${point}: in ${collections}.`,
      'Take one whose name it has once.',
    );
  }
  const target = targetOf(source.collection, region.name);
  const there = collections.some((each) => each.id.toLowerCase() === target.collectionId.toLowerCase());
  const copies = there ? (await readers.copies.restorePoints(target.collectionId)).value : [];
  return copyPlan(source, { region: region.name, ...target, there }, copies, vm);
};

interface Source {
  readonly point: RestorePoint;
  readonly collection: RestorePointCollection;
}

const pointsIn = async (
  collection: RestorePointCollection,
  reader: PlanContext['readers']['copies'],
): Promise<readonly Source[]> =>
  (await reader.restorePoints(collection.id)).value.map((point) => ({ point, collection }));

/** Its name follows from the source, so that asking twice means the same collection. */
const targetOf = ({ id, name }: RestorePointCollection, region: string) => {
  const hash = createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 6);
  const collection = `${name.slice(0, 50)}-${region}-${hash}`;
  return { collectionId: id.replace(/[^/]+$/u, collection) };
};

interface Destination {
  readonly region: string;
  readonly collectionId: string;
  readonly there: boolean;
}

const copyPlan = (
  { point, collection }: Source,
  to: Destination,
  copies: readonly RestorePoint[],
  vm: Target,
): Plan => {
  const id = `${to.collectionId}/restorePoints/${point.name}`;
  const action = 'Microsoft.Compute/restorePointCollections';
  return {
    title: `copy ${point.name} of ${vm.name} to ${to.region}`,
    lines: [
      ...(to.there ? [] : [{ title: 'collection', detail: `a new one in ${to.region}` }]),
      { title: point.name, detail: `${counted(point.disks.length, 'disk')}, followed until every one has arrived` },
    ],
    consequences: ['Nothing is lost or stopped. The copy shows the time of its source.'],
    checks: checksOf(point, collection, to, copies),
    facts: {
      decisive: { source: point.id.toLowerCase(), copy: id.toLowerCase(), region: to.region },
      bounded: {},
      shown: {},
    },
    writes: [
      ...(to.there
        ? []
        : [
            {
              action: `${action}/write`,
              resource: to.collectionId,
              of: vm.resources[0] ?? '',
              call: { method: 'PUT' as const },
            },
          ]),
      { action: `${action}/restorePoints/write`, resource: id, of: vm.resources[0] ?? '', call: { method: 'PUT' } },
    ],
    vms: 1,
    work: {
      workflow: 'copy-restore-point',
      order: {
        sourceId: point.id,
        sourceCollectionId: collection.id,
        pointName: point.name,
        id,
        collectionId: to.collectionId,
        region: to.region,
        tags: { 'lifeboat-vm': vm.resources[0] ?? '' },
      },
      locks: [{ machine: vm.resources[0] ?? vm.name, kind: 'copy' }],
    },
  };
};

const checksOf = (
  point: RestorePoint,
  collection: RestorePointCollection,
  { region }: Destination,
  copies: readonly RestorePoint[],
): readonly Check[] => {
  const block = (why: string, fix?: string): Check => ({
    outcome: 'block',
    subject: point.name,
    why,
    ...(fix && { fix }),
  });
  const again = copies.some((each) => each.copyOf?.toLowerCase() === point.id.toLowerCase());
  const blocks = [
    point.copyOf
      ? block('it is itself a copy, and Azure does not copy copies.', 'Copy the original instead.')
      : undefined,
    collection.region === region ? block(`it is in ${region} already.`) : undefined,
    point.provisioning === 'succeeded' ? undefined : block('Azure has not finished it yet.'),
    again
      ? block(
          `${region} has a copy of it already, and Azure refuses a second one.`,
          'Make a fresh point and copy that.',
        )
      : undefined,
  ].filter((each) => each !== undefined);
  return blocks.length > 0 ? blocks : [{ outcome: 'passed', subject: point.name, why: 'it can be copied.' }];
};

const namesOf = (found: readonly Source[]): string =>
  found.length > 0
    ? `It has ${found
        .slice(-5)
        .map((each) => each.point.name)
        .join(', ')}.`
    : 'It has none at all.';

const noPoint = (vm: Target, point: string, why: string, fix: string): Plan => ({
  title: `copy ${point} of ${vm.name}`,
  lines: [],
  consequences: [],
  checks: [{ outcome: 'block', subject: vm.name, why, fix }],
  facts: { decisive: { source: 'none' }, bounded: {}, shown: {} },
  writes: [],
  vms: 1,
  work: { workflow: 'copy-restore-point', order: {}, locks: [] },
});
