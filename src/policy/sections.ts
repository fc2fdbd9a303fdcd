import type { z } from 'zod';
import type { Faults } from './faults.ts';
import { nameLike, namePattern } from './shape/fields.ts';
import { isMapping } from './shape/names.ts';
import type { Path } from './shown.ts';

/** One entry of a section as it stands in the file; without a value where something is wrong with it. */
export interface Entry<Value> {
  readonly path: Path;
  readonly id: string;
  readonly raw: unknown;
  readonly value: Value | undefined;
}

/** A section whose entries are named: people, groups, applications. */
export const namedEntries = <Value>(
  faults: Faults,
  [section, raw]: readonly [string, unknown],
  shape: z.ZodType<Value>,
): readonly Entry<Value>[] => {
  if (isNothing(raw)) return [];
  if (!isMapping(raw)) {
    faults.add([section], 'a mapping (name: ...)');
    return [];
  }
  return Object.entries(raw).map(([id, entry]) => {
    const path = [section, id];
    if (!namePattern.test(id)) faults.add(path, `${nameLike} as the key`);
    return { path, id, raw: entry, value: faults.read(shape, path) };
  });
};

/** A section that is a list: grants, channels, approval rules. */
export const listedEntries = <Value>(
  faults: Faults,
  [path, raw]: readonly [Path, unknown],
  shape: z.ZodType<Value>,
  most = 2000,
): readonly Entry<Value>[] => {
  if (isNothing(raw)) return [];
  if (!Array.isArray(raw) || raw.length > most) {
    faults.add(path, `a list (- ...) of at most ${most}`);
    return [];
  }
  return raw.map((entry, index) => {
    const here = [...path, index];
    return { path: here, id: String(index), raw: entry, value: faults.read(shape, here) };
  });
};

/** A key with nothing behind it: somebody commented the entries out. */
const isNothing = (raw: unknown): boolean => raw === undefined || raw === '';

export const valuesOf = <Value>(entries: readonly Entry<Value>[]): readonly (readonly [Entry<Value>, Value])[] =>
  entries.flatMap((entry) => (entry.value === undefined ? [] : [[entry, entry.value] as const]));
