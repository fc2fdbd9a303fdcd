import type { Check } from '../plans/plan.ts';
import type { Quota, SizeOffer } from '../ports/azure/estate.ts';
import { blocked, passed, warning } from './checks.ts';

export interface Wanted {
  readonly name: string;
  readonly size: string;
}

const subject = 'quota';

/** Whether all of these may run there at the same time: cores by family and in total, and the number of machines. */
export const checkQuota = (
  machines: readonly Wanted[],
  offers: readonly SizeOffer[],
  quotas: readonly Quota[],
  region: string,
): Check => {
  const about = machines.length === 1 ? (machines[0]?.name ?? '') : `${machines.length} VMs together`;
  const unknown = machines.filter(({ size }) => !offerOf(size, offers)).map(({ size }) => size);
  const lacking = shortages(machines, offers, quotas);
  if (lacking.length > 0) {
    const sentences = lacking.map(({ title, needed, free }) => `${title}: ${needed} needed for ${about}, ${free} free`);
    return blocked(
      subject,
      `${sentences.join('; ')} in ${region}.`,
      `Ask Azure for more of it in ${region}, or choose another region.`,
    );
  }
  if (unknown.length > 0) {
    return warning(
      subject,
      `Azure does not say what ${[...new Set(unknown)].join(', ')} needs in ${region}.`,
      'See the line about the size.',
    );
  }
  return passed(subject, `Enough free in ${region} for ${about}.`);
};

interface Shortage {
  readonly title: string;
  readonly needed: number;
  readonly free: number;
}

/** Families sum up: machines that each fit alone may not fit together. */
const shortages = (
  machines: readonly Wanted[],
  offers: readonly SizeOffer[],
  quotas: readonly Quota[],
): readonly Shortage[] => {
  const needed = new Map<string, number>([['virtualmachines', machines.length]]);
  for (const { size } of machines) {
    const offer = offerOf(size, offers);
    if (!offer) continue;
    for (const family of [offer.family.toLowerCase(), 'cores']) {
      needed.set(family, (needed.get(family) ?? 0) + offer.cores);
    }
  }
  return quotas.flatMap(({ family, title, used, limit }) => {
    const count = needed.get(family.toLowerCase());
    return count !== undefined && used + count > limit
      ? [{ title, needed: count, free: Math.max(0, limit - used) }]
      : [];
  });
};

const offerOf = (size: string, offers: readonly SizeOffer[]): SizeOffer | undefined =>
  offers.find((each) => each.size.toLowerCase() === size.toLowerCase());
