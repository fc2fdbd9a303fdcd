import type { Check } from '../plans/plan.ts';
import type { Region } from '../ports/azure/estate.ts';
import { attempt, listIn } from '../protection/attempt.ts';
import type { Sight } from '../protection/sight.ts';
import { from } from './from.ts';
import { checkMayCreate } from './may-create.ts';
import { checkQuota, type Wanted } from './quota.ts';
import { checkSize } from './size.ts';

interface Asked {
  readonly subscription: string;
  readonly target: Region;
  /** Each alone must fit, and all of them at the same time. */
  readonly machines: readonly Wanted[];
  /** Those that would run there at the same time. */
  readonly together: readonly Wanted[];
}

/** Whether the machines may run in the target region: their sizes and the quota, summed over all of them. */
export const readTarget = async (
  { subscription, target, machines, together }: Asked,
  { readers }: Pick<Sight, 'readers'>,
) => {
  const [sizes, quotas] = await Promise.all([
    attempt(`the sizes of ${target.title}`, readers.estate.sizes(subscription, target.name)),
    attempt(`the quotas of ${target.title}`, readers.estate.quotas(subscription, target.name)),
  ]);
  const offers = listIn(sizes);
  const checks: readonly Check[] = [
    ...from(sizes, 'VM size', (value) => [
      ...checkMayCreate(value, target.title),
      ...[...new Set([...machines, ...together].map(({ size }) => size))].map((size) =>
        checkSize(size, value, target.title),
      ),
    ]),
    ...from(quotas, 'quota', (value) => [
      ...machines.map((machine) => checkQuota([machine], offers, value, target.title)),
      ...(together.length > 1 ? [checkQuota(together, offers, value, target.title)] : []),
    ]),
  ];
  return { tried: [sizes, quotas], checks };
};
