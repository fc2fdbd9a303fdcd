import type { Faulty, Parsed, Understood } from '../parser/parse.ts';
import { parse } from '../parser/parse.ts';
import { suggest } from '../parser/suggest.ts';
import type { Account, Form, Hearing } from '../ports/chat.ts';
import { createDispatcher, type Parts, submitted } from './dispatcher.ts';
import { askingOnly, formOf } from './form.ts';
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

const formIn = (parsed: Parsed, asks?: readonly string[]): Form | undefined => {
  if (parsed.kind === 'faulty') return mending(parsed, asks);
  return parsed.kind === 'command' && asks ? asking(parsed, asks) : undefined;
};

/** No form can mend what belongs to none of its fields. */
const mending = ({ command, typed, missing, faults }: Faulty, asks?: readonly string[]): Form | undefined => {
  if (faults.some(({ argument }) => argument === undefined)) return undefined;
  const form = formOf(command, typed, faults);
  const wrong = faults.flatMap(({ argument }) => argument ?? []);
  return asks ? askingOnly(form, [...asks, ...missing, ...wrong]) : form;
};

const asking = ({ command, typed }: Understood, asks: readonly string[]): Form =>
  askingOnly(formOf(command, typed, []), asks);
