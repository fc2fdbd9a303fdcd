import { type Area, areas, type Grant, type Level, levels, type Scope } from './policy.ts';

interface Asked {
  /** Undefined: Operator. */
  readonly approvers: Level | undefined;
  readonly scope: Scope | undefined;
}

/**
 * How many approvals a rule can ever get from the policy's own grants: Azure's roles may not be readable in the hour
 * when they are needed, so a rule must not depend on them.
 */
export const mostApprovals = ({ approvers = 'operator', scope }: Asked, grants: readonly Grant[]): number => {
  const where: Scope = scope ?? { kind: 'everything' };
  const here = grants.filter((grant) => overlap(grant.scope, where));
  const everybody = new Set(here.flatMap((grant) => grant.people));
  const able = [...everybody].filter((person) => areas.some((area) => holds(person, approvers, area, where, here)));
  // Who may ask is an Operator at least, so with Operators to approve, one of those who could is the one who asked.
  return approvers === 'contributor' ? able.length : Math.max(0, able.length - 1);
};

const holds = (person: string, level: Level, area: Area, where: Scope, grants: readonly Grant[]): boolean => {
  const about = grants.filter(
    ({ people, gives }) => people.includes(person) && gives.kind === 'level' && gives.areas.includes(area),
  );
  const denied = about.some(
    (grant) => grant.effect === 'deny' && rankOf(grant) <= levels.indexOf(level) && contains(grant.scope, where),
  );
  return !denied && about.some((grant) => grant.effect === 'allow' && rankOf(grant) >= levels.indexOf(level));
};

const rankOf = ({ gives }: Grant): number => (gives.kind === 'level' ? levels.indexOf(gives.level) : -1);

const contains = (outer: Scope, inner: Scope): boolean =>
  outer.kind === 'everything' || (outer.kind === inner.kind && placeOf(outer) === placeOf(inner));

/** In doubt yes: an application's VMs may lie in the group or vault that the other names. */
const overlap = (a: Scope, b: Scope): boolean => {
  if (a.kind === 'everything' || b.kind === 'everything') return true;
  if (a.kind === 'application' && b.kind === 'application') return a.name === b.name;
  if (a.kind === 'application' || b.kind === 'application') return true;
  const [first, second] = [`${placeOf(a)}/`, `${placeOf(b)}/`];
  return first.startsWith(second) || second.startsWith(first);
};

const placeOf = (scope: Scope): string => {
  if (scope.kind === 'everything') return '';
  if (scope.kind === 'application') return scope.name;
  return scope.kind === 'subscription' ? `/subscriptions/${scope.id}` : scope.id;
};
