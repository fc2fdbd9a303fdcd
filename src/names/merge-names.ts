import type { Target } from '../ports/names.ts';
import { regionKey, subscriptionIn } from '../protection/resource-id.ts';
import { isCalled } from './policy-names.ts';

/** Each thing once, whoever names it; what bears one name in one place is told apart by its subscription. */
export const mergeNames = (targets: readonly Target[]): readonly Target[] => {
  const once = [...new Map(targets.map((target) => [keyOf(target), target])).values()];
  const alike = new Map<string, number>();
  for (const target of once) alike.set(shownAs(target), (alike.get(shownAs(target)) ?? 0) + 1);
  return once.map((target) => ((alike.get(shownAs(target)) ?? 0) > 1 ? withSubscription(target) : target));
};

/** A machine is its resource, regardless of letter case; an application, a region, a point and a disk are their names. */
const keyOf = ({ kind, name, resources: [resource = ''] }: Target): string => {
  if (kind === 'point' || kind === 'disk') return `${kind} ${resource} ${name}`.toLowerCase();
  return `${kind} ${kind === 'application' || resource === '' ? name : resource}`.toLowerCase();
};

const shownAs = ({ kind, name, where }: Target): string => `${kind} ${where}/${name}`.toLowerCase();

const withSubscription = (target: Target): Target => {
  const subscription = subscriptionIn(target.resources[0] ?? '');
  if (subscription === '' || target.where.startsWith(`${subscription}/`)) return target;
  return { ...target, where: `${subscription}/${target.where}` };
};

/** By name, or by place and name; a region by its title as well. */
export const answersTo = (target: Target, name: string): boolean =>
  target.kind === 'region'
    ? [target.name, target.where].some((each) => regionKey(each) === regionKey(name))
    : isCalled(target, name);
