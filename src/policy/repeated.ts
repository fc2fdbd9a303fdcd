import type { z } from 'zod';
import type { Faults } from './faults.ts';
import type { PolicyAccount } from './policy.ts';
import type { Entry } from './sections.ts';
import { accountKey, accountKinds } from './shape/accounts.ts';
import { addressKey, type channel } from './shape/channels.ts';
import { isMapping, type Names } from './shape/names.ts';
import type { Path } from './shown.ts';

/** An account of two people would let one of them act as the other, and count twice in a quorum. */
export const findSharedAccounts = (faults: Faults, people: readonly Entry<unknown>[], names: Names): void => {
  const owners = new Map<string, string>();
  const kinds = accountKinds(names);
  for (const { owner, path, account } of people.flatMap((person) => accountsOf(person, kinds))) {
    const key = accountKey(account);
    const first = owners.get(key) ?? owner;
    if (first !== owner) faults.add(path, `an account of one person only (${first} has it too)`);
    owners.set(key, first);
  }
};

interface Held {
  readonly owner: string;
  readonly path: Path;
  readonly account: PolicyAccount;
}

/** Read one by one, so that another fault of the same person hides none of them. */
const accountsOf = ({ id, path, raw }: Entry<unknown>, kinds: ReturnType<typeof accountKinds>): readonly Held[] => {
  const written = isMapping(raw) && isMapping(raw.accounts) ? raw.accounts : {};
  return Object.entries(kinds).flatMap(([platform, kind]) =>
    [written[platform]].flat().flatMap((each, index) => {
      const account = kind.safeParse(each).data;
      return account ? [{ owner: id, path: [...path, 'accounts', platform, index], account }] : [];
    }),
  );
};

/** A rule says `to: <name>`, so a name must not be a group's and a person's at once. */
export const findSharedNames = (faults: Faults, names: Names): void => {
  for (const group of names.groups) {
    if (names.people.has(group)) faults.add(['groups', group], 'a name that no person has');
  }
};

export const findRepeatedChannels = (
  faults: Faults,
  channels: readonly Entry<z.infer<ReturnType<typeof channel>>>[],
): void => {
  findRepeatedNames(faults, channels);
  const seen = new Map<string, string>();
  for (const { path, value } of channels) {
    if (!value) continue;
    const key = addressKey(value.address);
    const first = seen.get(key);
    if (first !== undefined)
      faults.add([...path, value.address.platform], `a channel listed once (${first} is the same)`);
    seen.set(key, first ?? value.name);
  }
};

export const findRepeatedNames = (faults: Faults, entries: readonly Entry<unknown>[]): void => {
  const seen = new Set<unknown>();
  for (const { path, raw } of entries) {
    const name = isMapping(raw) ? raw.name : undefined;
    if (typeof name === 'string' && seen.has(name)) faults.add([...path, 'name'], 'a name of its own');
    seen.add(name);
  }
};
