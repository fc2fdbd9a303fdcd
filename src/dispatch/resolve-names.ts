import { isTarget } from '../definitions/argument.ts';
import type { Command } from '../definitions/command.ts';
import { similarTo } from '../parser/similar.ts';
import type { NameKind, Names, Target } from '../ports/names.ts';
import type { Unresolved } from './examination.ts';

type Resolved =
  | {
      readonly kind: 'resolved';
      readonly values: Readonly<Record<string, unknown>>;
      readonly targets: readonly Target[];
    }
  | ({ readonly kind: 'unresolved' } & Unresolved);

/** Puts the things that are meant in the place of their names. What changes something never trusts memory. */
export const resolveNames = async (
  command: Command,
  read: Readonly<Record<string, unknown>>,
  names: Names,
): Promise<Resolved> => {
  const values: Record<string, unknown> = { ...read };
  for (const [argument, { kind }] of Object.entries(command.args)) {
    if (!kind.names || read[argument] === undefined) continue;
    const typed = [read[argument]].flat();
    // Some kinds read more than names, e.g. the number of an operation.
    if (!typed.every((each) => typeof each === 'string')) continue;
    const found = await Promise.all(typed.map((name) => resolveOne(command, argument, kind.names ?? [], name, names)));
    const unresolved = found.find((each) => 'similar' in each);
    if (unresolved) return { kind: 'unresolved', ...unresolved };
    values[argument] = kind.many ? found : found[0];
  }
  const targets = Object.values(values).flat().filter(isTarget);
  return { kind: 'resolved', values, targets };
};

const resolveOne = async (
  command: Command,
  argument: string,
  kinds: readonly NameKind[],
  name: string,
  names: Names,
): Promise<Target | Unresolved> => {
  const found = await names.resolve(kinds, name, command.kind === 'change' ? 'fresh' : 'remembered');
  const only = found.length === 1 ? found[0] : undefined;
  if (only) return only;
  const known = found.length === 0 ? names.known(kinds).map((target) => target.name) : [];
  return { argument, name, kinds, found, similar: similarTo(name, [...new Set(known)]) };
};
