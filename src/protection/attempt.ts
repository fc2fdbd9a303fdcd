import { AzureRefused, AzureUnreachable, asWhenDown, gapWords, silentIn } from '../errors/azure.ts';
import type { Reading } from '../ports/azure/reading.ts';
import { regionKey } from './resource-id.ts';

/** What was read, or why it could not be: a card shows what there is and says what is missing. */
export type Attempt<Value> =
  | ({ readonly read: true } & Reading<Value>)
  | { readonly read: false; readonly why: string };

export const attempt = async <Value>(what: string, reading: Promise<Reading<Value>>): Promise<Attempt<Value>> => {
  try {
    return { read: true, ...(await reading) };
  } catch (error) {
    const why = whyNot(`I could not read ${what}`, error);
    if (why === undefined) throw error;
    return { read: false, why };
  }
};

/** Somebody who may not see it is not told of it: as if there were nothing. */
export const attemptIf = <Value>(
  wanted: boolean,
  what: string,
  read: () => Promise<Reading<Value>>,
): Promise<Attempt<Value>> | undefined => (wanted ? attempt(what, read()) : undefined);

const whyNot = (what: string, error: unknown): string | undefined => {
  const lacking = error instanceof AzureRefused && /perform action '([^']+)'/u.exec(error.problem.message)?.[1];
  if (lacking) return `${what}: the identity that I read with lacks ${lacking}.`;
  if (error instanceof AzureRefused) return gapWords(what, { ...error.problem, message: messageOf(error) });
  return error instanceof AzureUnreachable ? `${what}: Azure could not be reached.` : undefined;
};

const messageOf = ({ problem }: AzureRefused): string => `${problem.message} (${problem.code})`;

type Attempts = readonly (Attempt<unknown> | undefined)[];

/** One sentence for everything that is not in the answer: a region that does not answer first, without what follows. */
export const gapsIn = (attempts: Attempts): readonly string[] => {
  const all = [...new Set(attempts.flatMap((each) => (each?.read ? each.missing : each ? [each.why] : [])))];
  const silent = all.flatMap((gap) => silentIn(gap) ?? []);
  const follows = (gap: string) => silent.some((region) => gap.includes(asWhenDown(regionKey(region))));
  const others = all.filter((gap) => silentIn(gap) === undefined && !follows(gap));
  return [...all.filter((gap) => silentIn(gap) !== undefined), ...others];
};

/** The age of a whole answer is that of its oldest part. */
export const oldestOf = (attempts: Attempts): Date | undefined =>
  attempts
    .flatMap((each) => (each?.read ? [each.readAt] : []))
    .reduce<Date | undefined>((oldest, each) => (oldest && oldest <= each ? oldest : each), undefined);

export const listIn = <Value>(tried: Attempt<readonly Value[]> | undefined): readonly Value[] =>
  tried?.read ? tried.value : [];
