import type { ModalView } from '@slack/types';
import type { Account, Form, FormValues, Hearing } from '../../../src/ports/chat.ts';
import type { Origin } from '../answer/outlet.ts';
import { fieldNameOf, optionFor } from '../modals/fields.ts';
import { errorsFor, type ModalNotes, modalFor } from '../modals/modal.ts';
import { words } from '../words.ts';

/** What a submission is acknowledged with: nothing, what is wrong, or the next form. */
export type SubmissionAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'next'; readonly view: ModalView };

/** At once: what is wrong with a form as it was filled in. */
export const judgeForm = (
  hearing: Hearing,
  account: Account,
  { command, keep, origin }: ModalNotes,
  values: FormValues,
): SubmissionAnswer => {
  const wrong = hearing.check(account, { command, values: { ...keep, ...values } });
  if (!wrong) return { kind: 'taken' };
  const errors = errorsFor(wrong);
  const isShown = Object.keys(errors).every((blockId) => {
    const name = fieldNameOf(blockId);
    return name !== undefined && !Object.hasOwn(keep, name);
  });
  if (Object.keys(errors).length > 0 && isShown) return { kind: 'wrong', errors };
  // What is wrong stands in no field of this modal: the whole form does show it.
  const view = modalFor(wrong, origin);
  return view ? { kind: 'next', view } : { kind: 'taken' };
};

/** At once: the form that a typed line still needs. */
export const formForLine = (hearing: Hearing, account: Account, line: string, origin: Origin): SubmissionAnswer => {
  const form: Form | undefined = hearing.formFor(account, line);
  const view = form && modalFor(form, origin);
  return view ? { kind: 'next', view } : { kind: 'taken' };
};

const mostOptions = 100;

/** What could stand in a field, and what was typed itself: memory may lack what has just been made. */
export const optionsFor = (
  hearing: Hearing,
  account: Account,
  { command }: ModalNotes,
  argument: string,
  typed: string,
) => {
  const known = hearing.suggest(account, { command, argument, typed });
  const own = typed.trim();
  const isNew = own !== '' && !known.some(({ value }) => value.toLowerCase() === own.toLowerCase());
  const all = [...known, ...(isNew ? [{ value: own, label: words.asTyped(own) }] : [])];
  return all.flatMap(({ value, label }) => optionFor(value, label) ?? []).slice(0, mostOptions);
};
