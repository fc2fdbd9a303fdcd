import type { PlanContext } from '../../definitions/command.ts';
import type { Snapshot } from '../../ports/azure/copies.ts';
import type { Target } from '../../ports/names.ts';
import { copiesUnderWayOf } from '../../protection/copies/snapshot-order.ts';
import { regionTitle } from '../../views/region-title.ts';
import { listed } from '../../views/words.ts';
import type { Check, Plan } from '../plan.ts';
import { forSnapshot } from './snapshot-context.ts';

/** What deleting a snapshot, or a copy of one, would do. */
export const planDeleteSnapshot = (point: Target, context: PlanContext): Promise<Plan> =>
  forSnapshot(point, 'delete', context, ({ snapshot, all }) => deletePlan(snapshot, all, point));

const deletePlan = (snapshot: Snapshot, all: readonly Snapshot[], { resources, where }: Target): Plan => {
  const vmId = resources[0] ?? '';
  return {
    title: `delete snapshot ${snapshot.name} of ${where} in ${regionTitle(snapshot.region)}`,
    lines: [
      {
        title: snapshot.name,
        detail: `${snapshot.copyOf ? 'a copy' : 'a snapshot'}, in ${regionTitle(snapshot.region)}`,
      },
    ],
    consequences: ['What is deleted cannot be brought back.'],
    checks: [neededBy(snapshot, all)],
    facts: { decisive: { snapshot: snapshot.id.toLowerCase() }, bounded: {}, shown: {} },
    writes: [
      {
        action: 'Microsoft.Compute/snapshots/delete',
        resource: snapshot.id,
        of: vmId,
        call: { method: 'DELETE' },
        az: `az snapshot delete --ids ${snapshot.id}`,
      },
    ],
    vms: 1,
    work: {
      workflow: 'delete-copy',
      order: { id: snapshot.id, name: snapshot.name, kind: 'snapshot' },
      locks: [{ machine: vmId, kind: 'copy' }],
    },
  };
};

const neededBy = (snapshot: Snapshot, all: readonly Snapshot[]): Check => {
  const subject = snapshot.name;
  const copies = copiesUnderWayOf(snapshot, all);
  return copies.length > 0
    ? {
        outcome: 'block',
        subject,
        why: `it is being copied to ${listed(copies.map(({ region }) => regionTitle(region)))}, and that fails without it.`,
        fix: 'Wait until the copy has arrived.',
      }
    : { outcome: 'passed', subject, why: 'no copy needs it.' };
};
