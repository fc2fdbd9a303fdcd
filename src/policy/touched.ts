import type { Application, Policy } from './policy.ts';

/** Which pending requests a new policy may concern; whoever keeps them voids those. */
export interface Touched {
  /** Ids of people who are new, gone, renamed, have other accounts, or for whom other rules hold. */
  readonly people: readonly string[];
  readonly applications: readonly string[];
  /** Every VM and group that such an application held before or holds now: their owners' rights changed. */
  readonly resources: readonly string[];
  /** Names of channels that are new, gone, or allow something else. */
  readonly channels: readonly string[];
  /** Rules, freezes and limits of approvals, or who is asked when nobody answers. */
  readonly approvals: boolean;
  readonly defaults: boolean;
}

export const touchedBy = (before: Policy, after: Policy): Touched => {
  const applications = changed(before.applications, after.applications, (each) => each.name);
  const held = [...before.applications, ...after.applications].filter(({ name }) => applications.includes(name));
  return {
    people: changed(standings(before), standings(after), (each) => each.person.id),
    applications,
    resources: [...new Set(held.flatMap(resourcesOf))],
    channels: changed(before.channels, after.channels, (each) => each.name),
    approvals: !isSame(before.approvals, after.approvals),
    defaults: !isSame(before.defaults, after.defaults),
  };
};

/** A person with every rule about them, in words: the number of a rule may change without a consequence. */
const standings = (policy: Policy) =>
  policy.people.map((person) => ({
    person,
    azureRoles: policy.azureRoles,
    rules: policy.grants
      .filter((grant) => grant.people.includes(person.id))
      .map(({ effect, gives, scope }) => JSON.stringify({ effect, gives, scope }))
      .sort(),
  }));

const resourcesOf = ({ vms, resourceGroups }: Application): readonly string[] => [...vms, ...resourceGroups];

const changed = <Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  nameOf: (entry: Entry) => string,
): readonly string[] => {
  const then = new Map(before.map((entry) => [nameOf(entry), entry]));
  const now = new Map(after.map((entry) => [nameOf(entry), entry]));
  return [...new Set([...then.keys(), ...now.keys()])].filter((name) => !isSame(then.get(name), now.get(name)));
};

/** Both come from the same reader, which writes keys in one order. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
