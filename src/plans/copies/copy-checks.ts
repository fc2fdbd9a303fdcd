import type { Disk } from '../../ports/azure/estate.ts';
import type { CopyRecord } from '../../ports/copy-records.ts';
import { copiesIn, type MachinePoints, madeAt, type PlacedPoint } from '../../protection/copies/machine-points.ts';
import { regionKey, sameId } from '../../protection/resource-id.ts';
import { regionTitle } from '../../views/region-title.ts';
import { clockTime } from '../../views/words.ts';
import type { Check } from '../plan.ts';
import type { TargetCollection } from './target-collection.ts';

/** All that decides whether Azure would copy a point. */
export interface CopyFacts {
  readonly source: PlacedPoint;
  readonly all: MachinePoints;
  readonly to: TargetCollection;
  /** Those of the machine that the point is of, as far as they are still there. */
  readonly disks: readonly Disk[];
  /** Copies into the same collection within the last hour. */
  readonly recent: readonly CopyRecord[];
}

type Rule = (facts: CopyFacts) => Omit<Check, 'subject'> | undefined;

/** Every limit of Azure's, before it is asked. */
export const copyChecks = (facts: CopyFacts): readonly Check[] => {
  const subject = facts.source.point.name;
  const found = rules.flatMap((rule) => rule(facts) ?? []).map((each): Check => ({ ...each, subject }));
  return found.length > 0 ? found : [{ outcome: 'passed', subject, why: 'it can be copied.' }];
};

const freshPoint = ({ all, to }: Pick<CopyFacts, 'all' | 'to'>) => ({
  fix: 'Make a fresh point and copy that.',
  instead: `restore-point create ${all.machine.name} --copy-to ${to.region}`,
});

const copyOfCopy: Rule = ({ source, all, to }) => {
  if (!source.point.copyOf && !source.collection.sourceCollectionId) return undefined;
  const original = all.points.find(({ point }) => sameId(point.id, source.point.copyOf));
  const where = original ? ` (of ${original.point.name} in ${regionTitle(original.point.region)})` : '';
  return {
    outcome: 'block',
    why: `it is itself a copy${where}, and Azure does not copy copies.`,
    ...(original
      ? {
          fix: 'Copy the original instead.',
          instead: `restore-point copy ${all.machine.name}/${original.id} --to ${to.region}`,
        }
      : { ...freshPoint({ all, to }), fix: 'Its original is gone, so make a fresh point and copy that.' }),
  };
};

const sameRegion: Rule = ({ source, to }) =>
  regionKey(source.point.region) === regionKey(to.region)
    ? { outcome: 'block', why: `it is in ${regionTitle(to.region)} already.` }
    : undefined;

const unfinished: Rule = ({ source }) =>
  source.point.provisioning === 'succeeded' ? undefined : { outcome: 'block', why: 'Azure has not finished it yet.' };

const secondCopy: Rule = (facts) => {
  const { source, all, to } = facts;
  return copiesIn(all, to.region).some(({ point }) => sameId(point.copyOf, source.point.id))
    ? {
        outcome: 'block',
        why: `${regionTitle(to.region)} has a copy of it already, and Azure refuses a second one, even of one that failed.`,
        ...freshPoint(facts),
      }
    : undefined;
};

/** Of a later one that was copied, the order cannot be mended. */
const outOfSequence: Rule = (facts) => {
  const { source, all, to } = facts;
  const later = copiesIn(all, to.region).find((copy) => madeAt(copy) > madeAt(source));
  return later && !source.point.copyOf
    ? {
        outcome: 'block',
        why: `${later.point.name} was made after it and is in ${regionTitle(to.region)} already: Azure copies points in their order alone.`,
        ...freshPoint(facts),
      }
    : undefined;
};

const confidential: Rule = ({ source }) =>
  source.point.machine?.confidential
    ? {
        outcome: 'block',
        why: 'its VM is a confidential one, and Azure copies no points of those to another region.',
        fix: 'Protect it with Azure Backup.',
      }
    : undefined;

const privateLinks: Rule = ({ disks }) => {
  const closed = disks.filter((disk) => disk.networkAccess === 'private').map(({ name }) => name);
  return closed.length > 0
    ? {
        outcome: 'block',
        why: `${closed.join(', ')} can be reached through private links alone (disk access), and Azure copies no points of such disks.`,
        fix: 'Allow access from all networks on the disks for the next point, or leave them out of it.',
      }
    : undefined;
};

const customerKeys: Rule = ({ source }) =>
  source.point.disks.some(({ encryption }) => /customer/iu.test(encryption ?? ''))
    ? {
        outcome: 'warning',
        why: 'its disks are encrypted with keys of yours. Which key a copy gets depends on when Azure is asked, so I show how the copy is encrypted when it has arrived.',
      }
    : undefined;

export const mostCopiesAnHour = 3;
export const hourMs = 3_600_000;

const hourly: Rule = ({ recent }) => {
  const first = recent.at(-mostCopiesAnHour);
  return first
    ? {
        outcome: 'warning',
        why: `${recent.length} copies went into that collection within the last hour, and Azure takes ${mostCopiesAnHour}. It waits until ${clockTime(new Date(first.begunAt.getTime() + hourMs))}.`,
      }
    : undefined;
};

const nameTaken: Rule = ({ to }) =>
  to.taken
    ? {
        outcome: 'block',
        why: `another collection bears the name that the one in ${regionTitle(to.region)} would get.`,
        fix: 'Rename or remove it.',
      }
    : undefined;

const rules: readonly Rule[] = [
  copyOfCopy,
  sameRegion,
  unfinished,
  secondCopy,
  outOfSequence,
  confidential,
  privateLinks,
  nameTaken,
  customerKeys,
  hourly,
];
