import type { Check } from '../plans/plan.ts';
import type { Region } from '../ports/azure/estate.ts';
import { regionKey } from '../protection/resource-id.ts';
import { blocked, passed } from './checks.ts';

const subject = 'region pair';

/** Replication stays within one geographic cluster, and leaves the region. */
export const checkRegionPair = (source: Region | undefined, target: Region | undefined, vm: string): Check => {
  if (!source || !target) return blocked(subject, 'Azure lists no such region for this subscription.', `regions ${vm}`);
  if (source.name === target.name) {
    return blocked(subject, `${target.title} is where it runs: a disaster there would take both.`, `regions ${vm}`);
  }
  if (source.geographyGroup !== target.geographyGroup) {
    return blocked(
      subject,
      `${target.title} (${target.geographyGroup}) and ${source.title} (${source.geographyGroup}) are in different geographic clusters.`,
      `Choose a region in ${source.geographyGroup}: regions ${vm}`,
    );
  }
  const paired = source.pairedWith === target.name ? ', and Azure pairs them' : '';
  return passed(subject, `${source.title} -> ${target.title}: one geographic cluster${paired}.`);
};

/** Where a machine could be replicated to: the paired region first, then by name. */
export const suitableTargets = (source: Region, regions: readonly Region[]): readonly Region[] =>
  regions
    .filter((region) => region.geographyGroup === source.geographyGroup && region.name !== source.name)
    .filter((region) => !isForTrials(region))
    .toSorted(
      (a, b) =>
        Number(b.name === source.pairedWith) - Number(a.name === source.pairedWith) || a.title.localeCompare(b.title),
    );

/** Where Azure tries out its own changes: listed for everybody, open to few, and no place to flee to. */
const isForTrials = ({ name }: Region): boolean => /(euap|stg|stage)$/u.test(name);

/** By its name or its title, regardless of spaces and letter case. */
export const regionNamed = (regions: readonly Region[], name: string | undefined): Region | undefined =>
  name === undefined
    ? undefined
    : regions.find((region) => [region.name, region.title].some((each) => regionKey(each) === regionKey(name)));
