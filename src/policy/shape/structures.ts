import { z } from 'zod';

/** A mapping with exactly these keys. For an unknown one the error lists the known, and the reader of errors picks. */
export const mapping = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : 'a mapping (key: value)'),
  });

interface ListOptions {
  readonly what: string;
  readonly most: number;
}

/**
 * A list without repetitions; one thing may stand for a list of one. Every entry is read, so that neither a faulty one
 * nor a repeated one hides what is wrong with the others.
 */
export const list = <Item>(item: z.ZodType<Item>, { what, most }: ListOptions) =>
  z.unknown().transform((raw, context): readonly Item[] => {
    const entries = typeof raw === 'string' ? [raw] : raw;
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > most) {
      context.addIssue({ code: 'custom', message: `a list of 1 to ${most} ${what}` });
      return z.NEVER;
    }
    return readEntries(entries, item, what, context);
  });

const readEntries = <Item>(
  entries: readonly unknown[],
  item: z.ZodType<Item>,
  what: string,
  context: z.RefinementCtx,
): readonly Item[] => {
  const seen = new Map<string, Item>();
  entries.forEach((entry, index) => {
    const read = readInside(item, entry, [index], context);
    if (read === undefined) return;
    const key = JSON.stringify(read);
    if (seen.has(key)) context.addIssue({ code: 'custom', path: [index], message: `each of the ${what} once` });
    seen.set(key, read);
  });
  return [...seen.values()];
};

/** Reads a part with a shape of its own; what is wrong there is told as if it were found here. */
export const readInside = <Part>(
  part: z.ZodType<Part>,
  raw: unknown,
  path: readonly PropertyKey[],
  context: z.RefinementCtx,
): Part | undefined => {
  const result = part.safeParse(raw);
  if (result.success) return result.data;
  for (const { path: below, ...issue } of result.error.issues) {
    const where = [...path, ...below];
    if (issue.code === 'unrecognized_keys') context.issues.push({ ...issue, path: where, input: undefined });
    else context.addIssue({ code: 'custom', message: issue.message, path: where });
  }
  return undefined;
};
