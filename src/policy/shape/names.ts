import { guid } from './fields.ts';

/** What the file names, gathered before it is read: a reference is judged where it stands, in the same reading. */
export interface Names {
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly applications: ReadonlySet<string>;
  /** Both groups and people: whoever a rule can be about. */
  readonly parties: ReadonlySet<string>;
  /** Stands in where an Azure id is written without its subscription. */
  readonly subscription: string | undefined;
  /** Stands in where an Entra account or a Teams channel is written without its tenant. */
  readonly tenant: string | undefined;
}

/** Tolerant: what is wrong with the names themselves is told by whoever reads their section. */
export const namesIn = (file: Readonly<Record<string, unknown>>, tenant: string | undefined): Names => {
  const people = keysOf(file.people);
  const groups = keysOf(file.groups);
  const subscription = isMapping(file.defaults) ? file.defaults.subscription : undefined;
  return {
    people,
    groups,
    applications: keysOf(file.applications),
    parties: new Set([...groups, ...people]),
    subscription: subscription === undefined ? undefined : (guid.safeParse(subscription).data ?? unreadable),
    tenant: tenant?.toLowerCase(),
  };
};

/** For a default that is there and wrong: one problem, and not another one for each id that leans on it. */
const unreadable = '00000000-0000-0000-0000-000000000000';

const keysOf = (section: unknown): ReadonlySet<string> => new Set(isMapping(section) ? Object.keys(section) : []);

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
