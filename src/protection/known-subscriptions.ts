import { attempt, listIn } from './attempt.ts';
import { subscriptionIn } from './resource-id.ts';
import type { Sight } from './sight.ts';

/** The subscriptions in which there is something to protect: that of the policy, and those of machines and vaults. */
export const knownSubscriptions = async ({
  readers,
  policy,
}: Pick<Sight, 'readers' | 'policy'>): Promise<readonly string[]> => {
  const [vms, vaults] = await Promise.all([
    attempt('the machines', readers.estate.vms('shared')),
    attempt('the vaults', readers.places.vaults('shared')),
  ]);
  const ids = [...listIn(vms), ...listIn(vaults)].map(({ id }) => subscriptionIn(id).toLowerCase());
  const own = policy.defaults.subscription?.toLowerCase();
  return [...new Set([...(own ? [own] : []), ...ids])];
};
