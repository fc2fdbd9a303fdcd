import { parseId } from '../core/ids.ts';

/**
 * The SDK's arguments that lead to a thing of Site Recovery. All are strings, and the vault comes before its group,
 * unlike in other SDKs: they are put in order here and nowhere else.
 */
export const vaultPath = (id: string): [vault: string, group: string] => {
  const { resourceGroup, names } = parseId(id);
  return [named(names, 0, id), resourceGroup];
};

/** A policy, a recovery plan, a job or a fabric: one name below the vault. */
export const childPath = (id: string): [vault: string, group: string, child: string] => [
  ...vaultPath(id),
  named(parseId(id).names, 1, id),
];

export const containerPath = (id: string): [vault: string, group: string, fabric: string, container: string] => [
  ...childPath(id),
  named(parseId(id).names, 2, id),
];

/** An item or a mapping in a container, or a mapping of a network. */
export const leafPath = (
  id: string,
): [vault: string, group: string, fabric: string, container: string, leaf: string] => [
  ...containerPath(id),
  named(parseId(id).names, 3, id),
];

const named = (names: readonly string[], index: number, id: string): string => {
  const name = names[index];
  if (!name) throw new Error(`The id leads not far enough: ${id.slice(0, 300)}`);
  return name;
};
