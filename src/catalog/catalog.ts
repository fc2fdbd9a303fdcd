import type { Command } from '../definitions/command.ts';

/** Every command that this bot knows. */
export interface Catalog {
  readonly commands: readonly Command[];
  find(name: string): Command | undefined;
}

/** Refuses two commands of one name, and a one-word command that would hide a group of two-word ones. */
export const createCatalog = (commands: readonly Command[]): Catalog => {
  const byName = new Map<string, Command>();
  for (const command of commands) {
    if (byName.has(command.name)) throw new Error(`Two commands are called "${command.name}".`);
    byName.set(command.name, command);
  }
  for (const command of commands) {
    const [group = '', second] = nameWords(command);
    // What begins with a dash is nobody's argument: `protect --list` hides nothing of `protect`.
    if (second !== undefined && !second.startsWith('--') && byName.has(group)) {
      throw new Error(`"${group}" is a command and the first word of "${command.name}".`);
    }
  }
  return { commands, find: (name) => byName.get(name) };
};

export const nameWords = (command: Pick<Command, 'name'>): readonly string[] => command.name.split(' ');
