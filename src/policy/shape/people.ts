import { accounts } from './accounts.ts';
import { nameOf, title } from './fields.ts';
import type { Names } from './names.ts';
import { list, mapping } from './structures.ts';

/** What stands under a person's id. */
export const person = (names: Names) =>
  mapping({ name: title, accounts: accounts(names).optional() }).transform(({ name, accounts: held }) => ({
    name,
    accounts: [...(held?.slack ?? []), ...(held?.entra ?? []), ...(held?.os ?? [])],
  }));

/** What stands under a group's name: who is in it, in the order of their ids. */
export const members = (names: Names) =>
  list(nameOf('a person of this file, by id', names.people), { what: 'people', most: 2000 }).transform((ids) =>
    [...ids].sort(),
  );
