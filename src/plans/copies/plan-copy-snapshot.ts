import { snapshotCopyBody } from '../../azure-bodies/copies.ts';
import type { PlanContext } from '../../definitions/command.ts';
import type { Snapshot } from '../../ports/azure/copies.ts';
import type { Target } from '../../ports/names.ts';
import { copyOfIn, laterIn, waitsFor } from '../../protection/copies/snapshot-order.ts';
import { regionKey, sameId } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import { gigabytes } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { forSnapshot } from './snapshot-context.ts';

interface Wanted {
  readonly point: Target;
  readonly region: Target;
}

/** What copying a snapshot to another region would do. */
export const planCopySnapshot = ({ point, region }: Wanted, context: PlanContext): Promise<Plan> =>
  forSnapshot(point, 'copy', context, ({ snapshot, all }) => copyPlan(snapshot, all, point, region.name));

const copyPlan = (snapshot: Snapshot, all: readonly Snapshot[], { resources, where }: Target, region: string): Plan => {
  const vmId = resources[0] ?? '';
  const id = `${snapshot.id.slice(0, -snapshot.name.length)}${snapshot.name.slice(0, 60)}-${region}`;
  const size = snapshot.sizeBytes ? `at most ${gigabytes(snapshot.sizeBytes)}` : 'of unknown size';
  return {
    title: `copy snapshot ${snapshot.name} of ${where} to ${regionTitle(region)}`,
    lines: [{ title: snapshot.name, detail: `${size}, followed until all of it has arrived` }],
    consequences: [
      'The snapshot has to stay where it is until the copy has arrived. The copy cannot be used before that.',
      'The size is the upper bound: Azure bills what is used.',
    ],
    checks: checksOf(snapshot, all, region, id),
    facts: { decisive: { source: snapshot.id.toLowerCase(), copy: id.toLowerCase() }, bounded: {}, shown: {} },
    writes: [
      {
        action: 'Microsoft.Compute/snapshots/write',
        resource: id,
        of: vmId,
        call: { method: 'PUT', body: snapshotCopyBody(region, snapshot.id) },
        az: `az snapshot create --ids ${id} --location ${region} --incremental --copy-start --source ${snapshot.id}`,
      },
    ],
    vms: 1,
    work: {
      workflow: 'copy-snapshot',
      order: { vmId, machine: where, id, name: snapshot.name, sourceId: snapshot.id, region },
      locks: [{ machine: vmId, kind: 'copy' }],
    },
  };
};

const checksOf = (snapshot: Snapshot, all: readonly Snapshot[], region: string, id: string): readonly Check[] => {
  const subject = snapshot.name;
  const block = (why: string, fix?: string): Check => ({ outcome: 'block', subject, why, ...(fix && { fix }) });
  const there = copyOfIn(snapshot, region, all);
  const later = laterIn(snapshot, region, all);
  const waits = waitsFor(snapshot, region, all);
  const possible: readonly (Check | undefined)[] = [
    snapshot.incremental
      ? undefined
      : block('it is a full snapshot, and Azure copies incremental ones alone.', 'Make one: snapshot create.'),
    regionKey(snapshot.region) === regionKey(region) ? block(`it is in ${regionTitle(region)} already.`) : undefined,
    snapshot.percent !== undefined && snapshot.percent < 100
      ? block(`it is a copy on its way itself, at ${snapshot.percent} %, and can be used at 100 %.`)
      : undefined,
    there ? block(`${regionTitle(region)} has a copy of it already: ${there.name}.`) : undefined,
    later
      ? block(
          `${later.name} in ${regionTitle(region)} is of a later one: Azure copies the snapshots of a disk in the order of their creation.`,
          'Make a fresh snapshot and copy that.',
        )
      : undefined,
    !there && all.some((each) => sameId(each.id, id))
      ? block(`another snapshot bears the name that the copy would get, ${id.split('/').at(-1)}.`)
      : undefined,
    waits ? { outcome: 'warning', subject, why: `${waits}. It waits until then.` } : undefined,
  ];
  const checks = possible.filter((each) => each !== undefined);
  return checks.length > 0 ? checks : [{ outcome: 'passed', subject, why: 'it can be copied.' }];
};
