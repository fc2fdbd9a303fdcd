import { AzureRefused, AzureUnreachable, gapOf } from '../errors/azure.ts';
import type { Gap, Gaps, Reading } from '../ports/azure/reading.ts';

/** What was read, or why it could not be: a card shows what there is and says what is missing. */
export type Attempt<Value> =
  | ({ readonly read: true } & Reading<Value>)
  | { readonly read: false; readonly missing: Gaps };

export const attempt = async <Value>(what: string, reading: Promise<Reading<Value>>): Promise<Attempt<Value>> => {
  try {
    return { read: true, ...(await reading) };
  } catch (error) {
    const gap = gapOfError(`I could not read ${what}`, error);
    if (gap === undefined) throw error;
    return { read: false, missing: [gap] };
  }
};

/** Somebody who may not see it is not told of it: as if there were nothing. */
export const attemptIf = <Value>(
  wanted: boolean,
  what: string,
  read: () => Promise<Reading<Value>>,
): Promise<Attempt<Value>> | undefined => (wanted ? attempt(what, read()) : undefined);

const gapOfError = (what: string, error: unknown): Gap | undefined => {
  const lacking = error instanceof AzureRefused && /perform action '([^']+)'/u.exec(error.problem.message)?.[1];
  if (lacking) return plain(`${what}: the identity that I read with lacks ${lacking}.`);
  if (error instanceof AzureRefused) return gapOf(what, { ...error.problem, message: messageOf(error) });
  return error instanceof AzureUnreachable ? plain(`${what}: Azure could not be reached.`) : undefined;
};

const plain = (sentence: string): Gap => ({ kind: 'plain', sentence });

const messageOf = ({ problem }: AzureRefused): string => `${problem.message} (${problem.code})`;

/** All that is not in an answer that was made of these. */
export const gapsIn = (parts: readonly (Pick<Reading<unknown>, 'missing'> | undefined)[]): Gaps =>
  parts.flatMap((each) => [...(each?.missing ?? [])]);

/** The age of a whole answer is that of its oldest part. */
export const oldestOf = (attempts: readonly (Attempt<unknown> | undefined)[]): Date | undefined =>
  attempts
    .flatMap((each) => (each?.read ? [each.readAt] : []))
    .reduce<Date | undefined>((oldest, each) => (oldest && oldest <= each ? oldest : each), undefined);

export const listIn = <Value>(tried: Attempt<readonly Value[]> | undefined): readonly Value[] =>
  tried?.read ? tried.value : [];
