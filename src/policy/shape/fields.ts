import { z } from 'zod';
import { meant } from '../shown.ts';

/**
 * The kinds of value that the file is made of. Each carries as its error what would have been right, in words that
 * finish the sentence "expected: ...".
 */
export const text = (expects: string, pattern: RegExp, longest = 200) =>
  z
    .string({ error: expects })
    // The length first: some patterns are slow on a text that is long and wrong.
    .refine((written) => written.length <= longest && pattern.test(written), { error: expects });

export const nameLike = 'a name of lower-case letters, digits, ".", "_" and "-"';
export const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/u;

export const title = text('a line of text', /^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}])?$/u, 100);

const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

export const isGuid = (written: string): boolean => guidPattern.test(written);

export const guid = text('an id such as 00000000-0000-0000-0000-000000000000', guidPattern).transform((id) =>
  id.toLowerCase(),
);

/** One of a few words. */
export const word = <const Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.enum(words, { error: ({ input }) => `one of ${words.join(', ')}${meant(input, words)}` });

export const flag = word(['true', 'false']).transform((value) => value === 'true');

export const count = (least: number, most: number) => {
  const expects = `a whole number from ${least} to ${most}`;
  return text(expects, /^\d{1,9}$/u)
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error: expects });
};

/** A region as Azure writes it in ids: `East US` is `eastus`. */
export const region = text('an Azure region such as eastus or "West US 2"', /^[a-z][a-z0-9 ]{2,40}$/iu).transform(
  (name) => name.toLowerCase().replaceAll(' ', ''),
);

/** A moment with its zone: a freeze must not begin an hour late in another country. */
export const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
    error: 'a time with its zone, such as 2026-12-20T18:00Z',
  })
  .transform((written) => new Date(written));

/** A name that something else in the file has to carry. */
export const nameOf = (what: string, known: ReadonlySet<string>) =>
  z
    .string({ error: what })
    .refine((name) => known.has(name), { error: ({ input }) => `${what}${meant(input, known)}` });
