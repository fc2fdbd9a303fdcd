import type { Policy, Scope } from '../policy/policy.ts';

/** What a decision is about: one resource, or an application as a whole. */
export type Place =
  | { readonly kind: 'resource'; readonly id: string }
  | { readonly kind: 'application'; readonly name: string };

export const covers = (scope: Scope, place: Place, policy: Policy): boolean => {
  if (scope.kind === 'everything') return true;
  if (place.kind === 'application') return scope.kind === 'application' && scope.name === place.name;
  if (scope.kind === 'application') return ownsResource(scope.name, place.id, policy);
  return isWithin(place.id, scope.kind === 'subscription' ? `/subscriptions/${scope.id}` : scope.id);
};

const ownsResource = (application: string, id: string, policy: Policy): boolean => {
  const owner = policy.applications.find((each) => each.name === application);
  if (!owner) return false;
  return owner.vms.some((vm) => isWithin(id, vm)) || owner.resourceGroups.some((group) => isWithin(id, group));
};

/** Azure's ids differ in letter case between answers, so they are compared without it. */
export const isWithin = (id: string, container: string): boolean => {
  const inner = id.toLowerCase();
  const outer = container.toLowerCase();
  return inner === outer || inner.startsWith(`${outer}/`);
};

export const shownScope = (scope: Scope): string => {
  if (scope.kind === 'everything') return 'everything';
  if (scope.kind === 'application') return `application ${scope.name}`;
  return `${scope.kind.replace('-', ' ')} ${scope.id.split('/').at(-1)}`;
};
