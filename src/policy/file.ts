import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readApprovals } from './approvals.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Application, Channel, Defaults, Grant, Group, Person, Policy } from './policy.ts';
import type { Problem } from './problems.ts';
import { findRepeatedChannels, findSharedAccounts, findSharedNames } from './repeated.ts';
import { type Entry, listedEntries, namedEntries, valuesOf } from './sections.ts';
import { application } from './shape/applications.ts';
import { channel } from './shape/channels.ts';
import { defaults } from './shape/defaults.ts';
import { flag } from './shape/fields.ts';
import { grant } from './shape/grants.ts';
import { isMapping, type Names, namesIn } from './shape/names.ts';
import { members, person } from './shape/people.ts';
import { mapping } from './shape/structures.ts';
import { readYaml } from './yaml.ts';

interface ReadOptions {
  /** The tenant of Entra accounts and Teams channels that are written without one. */
  readonly tenant?: string | undefined;
}

type ReadPolicy = { readonly policy: Policy } | { readonly problems: readonly Problem[] };

/** Reads `lifeboat.yaml`: the policy, or everything that is wrong with the file. */
export const readPolicy = (text: string, { tenant }: ReadOptions = {}): ReadPolicy => {
  const yaml = readYaml(text);
  if ('problems' in yaml) return yaml;
  const faults = createFaults(yaml.data);
  const whole = faults.read(file, []);
  if (!isMapping(yaml.data)) return { problems: faults.problems };
  const sections = readSections(faults, yaml.data, namesIn(yaml.data, tenant));
  if (faults.problems.length > 0) return { problems: faults.problems };
  const azureRoles = whole?.['azure-roles'] ?? false;
  return { policy: { version: versionOf(text, tenant), azureRoles, ...sections } };
};

const section = z.unknown().optional();

const file = mapping({
  people: z.custom<unknown>((given) => given !== undefined && given !== '', {
    error: 'a mapping (id: ...) of at least one person',
  }),
  groups: section,
  grants: section,
  'azure-roles': flag.default(false),
  channels: section,
  applications: section,
  approvals: section,
  defaults: section,
});

const readSections = (
  faults: Faults,
  data: Readonly<Record<string, unknown>>,
  names: Names,
): Omit<Policy, 'version' | 'azureRoles'> => {
  const people = namedEntries(faults, ['people', data.people], person(names));
  const groups = namedEntries(faults, ['groups', data.groups], members(names));
  const grants = listedEntries(faults, [['grants'], data.grants], grant(names));
  const channels = listedEntries(faults, [['channels'], data.channels], channel(names));
  findSharedAccounts(faults, people, names);
  findSharedNames(faults, names);
  findRepeatedChannels(faults, channels);
  const parties = partiesOf(people, groups);
  const rules = asGrants(grants, parties);
  // Where somebody or some rule could not be read, a quorum is judged as if all people could approve.
  const certain = [...people, ...groups, ...grants].every((entry) => entry.value !== undefined);
  return {
    people: asPeople(people),
    groups: asGroups(groups),
    grants: rules,
    channels: valuesOf(channels).map(([, each]): Channel => each),
    applications: asApplications(namedEntries(faults, ['applications', data.applications], application(names))),
    approvals: readApprovals(faults, data.approvals, names, { parties, ...(certain && { grants: rules }) }),
    defaults: readDefaults(faults, data.defaults),
  };
};

const asPeople = (entries: readonly Entry<Omit<Person, 'id'>>[]): readonly Person[] =>
  valuesOf(entries).map(([{ id }, each]) => ({ id, ...each }));

const asGroups = (entries: readonly Entry<readonly string[]>[]): readonly Group[] =>
  valuesOf(entries).map(([{ id }, each]) => ({ id, members: each }));

const asApplications = (
  entries: readonly Entry<Omit<Application, 'name' | 'title'> & { readonly title: string | undefined }>[],
): readonly Application[] =>
  valuesOf(entries).map(([{ id }, each]) => ({ ...each, name: id, title: each.title ?? id }));

const asGrants = (
  entries: readonly Entry<Omit<Grant, 'people' | 'rule'>>[],
  parties: ReadonlyMap<string, readonly string[]>,
): readonly Grant[] =>
  valuesOf(entries).map(([{ id }, each]) => {
    const people = parties.get(each.to) ?? [];
    const kind = people.length === 1 && people[0] === each.to ? 'person' : 'group';
    return { ...each, people, rule: `${kind} ${each.to}, lifeboat.yaml grants[${id}]` };
  });

/** Everybody whom a rule can name, with the people that the name stands for. */
const partiesOf = (
  people: readonly Entry<unknown>[],
  groups: readonly Entry<readonly string[]>[],
): ReadonlyMap<string, readonly string[]> =>
  new Map([
    ...groups.map(({ id, value }) => [id, value ?? []] as const),
    ...people.map(({ id }) => [id, [id]] as const),
  ]);

const readDefaults = (faults: Faults, raw: unknown): Defaults =>
  raw === undefined || raw === '' ? defaults.parse({}) : (faults.read(defaults, ['defaults']) ?? defaults.parse({}));

/** The tenant is part of it: the same text means other accounts in another tenant. */
const versionOf = (text: string, tenant = ''): string =>
  createHash('sha256').update(`${tenant.toLowerCase()}\n${text}`).digest('hex').slice(0, 16);
