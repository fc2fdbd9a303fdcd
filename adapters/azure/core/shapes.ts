import { z } from 'zod';
import type { Gap, Gaps } from '../../../src/ports/azure/reading.ts';

/** A text, or undefined where it is missing, null or empty. */
export const text = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((said) => said || undefined);

export const number = z
  .number()
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

export const flag = z
  .boolean()
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

export const texts = z
  .array(z.string())
  .nullish()
  .catch(undefined)
  .transform((all) => all ?? []);

/** What is not a text is left out, with all the others: tags are all texts. */
export const tags = z
  .record(z.string(), z.string())
  .nullish()
  .catch(undefined)
  .transform((found) => found ?? {});

/** A reference to something else: `{ id }`. */
export const reference = z
  .looseObject({ id: text })
  .nullish()
  .catch(undefined)
  .transform((found) => found?.id);

export interface Understood<Value> {
  readonly value: readonly Value[];
  /** One for each that was not understood: it is left out, the others are not. */
  readonly missing: Gaps;
}

/** Reads each of a list by itself, so that one strange thing hides no other. */
export const understood = <Value>(
  what: string,
  shape: z.ZodType<Value>,
  items: readonly unknown[],
): Understood<Value> => {
  const value: Value[] = [];
  const missing: Gap[] = [];
  for (const item of items) {
    const read = shape.safeParse(item);
    if (read.success) value.push(read.data);
    else {
      const where = read.error.issues[0]?.path.join('.');
      missing.push({ kind: 'plain', sentence: `${what} ${labelOf(item)} was not understood (${where}).` });
    }
  }
  return { value, missing };
};

const labelled = z.looseObject({ id: z.string().optional(), name: z.string().optional() });

const labelOf = (item: unknown): string => {
  const read = labelled.safeParse(item);
  return (read.success && (read.data.name ?? read.data.id)) || 'without a name';
};
