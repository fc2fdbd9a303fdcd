import type { Check } from '../plans/plan.ts';
import type { Region } from '../ports/azure/estate.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import type { Target } from '../ports/names.ts';
import { type Attempt, attempt, gapsIn, listIn, oldestOf } from '../protection/attempt.ts';
import type { Sight } from '../protection/sight.ts';
import { gapWords } from '../views/gap-words.ts';
import { warning } from './checks.ts';
import { checkQuota } from './quota.ts';
import { regionNamed, suitableTargets } from './region-pair.ts';
import { checkSize } from './size.ts';

export interface RegionsReport {
  readonly machine: string;
  readonly size: string;
  readonly source: string;
  readonly geographyGroup: string;
  readonly targets: readonly TargetRegion[];
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

export interface TargetRegion {
  readonly region: Region;
  readonly paired: boolean;
  /** Undefined: not asked, to save requests. */
  readonly size?: Check;
  readonly quota?: Check;
}

export type Regions =
  | { readonly kind: 'found'; readonly report: RegionsReport }
  | { readonly kind: 'unreadable'; readonly machine: string; readonly why: string };

/** Each region that is asked costs two requests. */
const mostAsked = 4;

/** Where a machine may be replicated to, and whether its size and quota are there. */
export const readRegions = async (named: Target, sight: Sight): Promise<Regions> => {
  const { readers, policy } = sight;
  const vm = await attempt('the machine', readers.estate.vm(named.resources[0] ?? ''));
  if (!vm.read) return { kind: 'unreadable', machine: named.name, why: gapWords(vm.missing) };
  const { subscription, size, region } = vm.value;
  const regions = await attempt('the regions', readers.estate.regions(subscription));
  const source = regionNamed(listIn(regions), region);
  if (!regions.read || !source) {
    return {
      kind: 'unreadable',
      machine: named.name,
      why: regions.read ? `Azure lists no region ${region}.` : gapWords(regions.missing),
    };
  }
  const inOrder = favourFirst(suitableTargets(source, regions.value), source, policy.defaults.targetRegion);
  const asked = await Promise.all(
    inOrder.slice(0, mostAsked).map(async (target) => {
      const [sizes, quotas] = await Promise.all([
        attempt(`the sizes of ${target.title}`, readers.estate.sizes(subscription, target.name)),
        attempt(`the quotas of ${target.title}`, readers.estate.quotas(subscription, target.name)),
      ]);
      const offers = listIn(sizes);
      return {
        size: orGap(sizes, 'VM size', (value) => checkSize(size, value, target.title)),
        quota: orGap(quotas, 'quota', (value) => checkQuota([vm.value], offers, value, target.title)),
        tried: [sizes, quotas],
      };
    }),
  );
  return {
    kind: 'found',
    report: {
      machine: vm.value.name,
      size,
      source: source.title,
      geographyGroup: source.geographyGroup,
      targets: inOrder.map((target, at) => ({
        region: target,
        paired: target.name === source.pairedWith,
        ...(asked[at] && { size: asked[at].size, quota: asked[at].quota }),
      })),
      missing: gapsIn([vm, regions]),
      readAt: oldestOf([vm, regions, ...asked.flatMap((each) => each.tried)]),
      now: sight.now(),
    },
  };
};

/** After the pair comes the region that the policy prefers, so that it is among those that are asked. */
const favourFirst = (targets: readonly Region[], source: Region, favourite: string | undefined): readonly Region[] => {
  const preferred = regionNamed(targets, favourite);
  if (!preferred || preferred.name === source.pairedWith) return targets;
  const [paired, rest] = [
    targets.filter((each) => each.name === source.pairedWith),
    targets.filter((each) => each.name !== source.pairedWith && each !== preferred),
  ];
  return [...paired, preferred, ...rest];
};

const orGap = <Value>(tried: Attempt<Value>, subject: string, check: (value: Value) => Check): Check =>
  tried.read ? check(tried.value) : warning(subject, gapWords(tried.missing));
