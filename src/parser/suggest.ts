import type { Catalog } from '../catalog/catalog.ts';
import type { Suggestion } from '../ports/chat.ts';
import type { Names } from '../ports/names.ts';

const most = 20;

/** What could stand in an argument, from what was typed so far and from memory alone. */
export const suggest = (
  catalog: Catalog,
  names: Names,
  commandName: string,
  argumentName: string,
  typed: string,
): readonly Suggestion[] => {
  const args = catalog.find(commandName)?.args ?? {};
  const argument = Object.hasOwn(args, argumentName) ? args[argumentName] : undefined;
  if (!argument) return [];
  const { kind } = argument;
  const start = typed.slice(0, 100).toLowerCase();
  if (kind.choices) return kind.choices.filter((each) => each.startsWith(start)).map(asSuggestion);
  const known = names.known(kind.names ?? []).filter((target) => target.name.toLowerCase().includes(start));
  const sorted = known.sort(
    (a, b) => beginning(b.name, start) - beginning(a.name, start) || a.name.localeCompare(b.name),
  );
  return sorted.slice(0, most).map(({ name, where }) => ({ value: name, label: where ? `${name} (${where})` : name }));
};

const asSuggestion = (value: string): Suggestion => ({ value, label: value });

const beginning = (name: string, start: string): number => (name.toLowerCase().startsWith(start) ? 1 : 0);
