import type { z } from 'zod';
import type { Problem } from './problems.ts';
import { meant, type Path, shownPath, shownValue } from './shown.ts';

/** Gathers everything that is wrong with one file, so that nobody repairs it one problem at a time. */
export interface Faults {
  readonly problems: readonly Problem[];
  add(path: Path, expected: string): void;
  /** Reads one part of the file; what is wrong with it is added, and `undefined` comes back. */
  read<Part>(part: z.ZodType<Part>, path: Path): Part | undefined;
}

export const createFaults = (file: unknown): Faults => {
  const problems: Problem[] = [];
  const add = (path: Path, expected: string) => {
    problems.push({ key: shownPath(path), value: shownValue(path, valueAt(file, path)), expected });
  };
  const addIssue = (path: Path, issue: z.core.$ZodIssue) => {
    if (issue.code !== 'unrecognized_keys') return add(path, issue.message);
    // The message of this one is the list of the known keys: see `mapping`.
    const known = issue.message.split(' ');
    for (const key of issue.keys) add([...path, key], `one of the keys ${known.join(', ')}${meant(key, known)}`);
  };
  const read = <Part>(part: z.ZodType<Part>, path: Path): Part | undefined => {
    const result = part.safeParse(valueAt(file, path));
    if (result.success) return result.data;
    for (const issue of result.error.issues) addIssue([...path, ...issue.path], issue);
    return undefined;
  };
  return { problems, add, read };
};

/** Where a single thing stands for a list of one, its index leads to the thing itself. */
const valueAt = (file: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : value),
    file,
  );
