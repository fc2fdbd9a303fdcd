import { parse } from '../parser/parse.ts';
import { suggest } from '../parser/suggest.ts';
import type { Account, Hearing } from '../ports/chat.ts';
import { createDispatcher, type Parts, submitted } from './dispatcher.ts';
import { formIn } from './form.ts';
import { whose } from './identify.ts';

/** The dispatcher, and what it can say at once: a modal must open before Redis or Azure could answer. */
export const createHearing = (parts: Parts): Hearing => {
  const { catalog, names, policy } = parts;
  const isKnown = (account: Account): boolean =>
    whose(account, policy(), parts.linked.remembered(account)).person !== undefined;
  return {
    receive: createDispatcher(parts),
    formFor: (account, line, asks) => (isKnown(account) ? formIn(parse(line, catalog), asks) : undefined),
    check: (account, filled) => (isKnown(account) ? formIn(submitted(catalog, filled)) : undefined),
    suggest: (account, { command, argument, typed }) =>
      isKnown(account) ? suggest(catalog, names, command, argument, typed) : [],
  };
};
