import { shownAccess } from '../authorization/authorize.ts';
import type { Argument } from '../definitions/argument.ts';
import type { Access, Command } from '../definitions/command.ts';
import { canonicalLine } from '../parser/parse.ts';
import { flagName } from '../parser/read-arguments.ts';

/** `failover <target> [--point <point>] [--reason <reason>]`. */
export const usageOf = (command: Command): string =>
  [command.name, ...Object.entries(command.args).map(([name, argument]) => usageOfArgument(name, argument))].join(' ');

const usageOfArgument = (name: string, argument: Argument<unknown>): string => {
  const dots = argument.kind.many ? '...' : '';
  const value = `<${flagName(name)}>${dots}`;
  if (argument.kind.input === 'toggle') return `[--${flagName(name)}]`;
  const usage = argument.positional ? value : `--${flagName(name)} ${value}`;
  return argument.required ? usage : `[${usage}]`;
};

/** The shortest line that somebody would type, from the arguments' own examples. */
export const exampleOf = (command: Command): string => {
  const wanted = Object.entries(command.args).filter(([, { required }]) => required);
  const texts = wanted.map(([name, argument]) => [name, argument.kind.many ? [argument.example] : argument.example]);
  return canonicalLine(command, Object.fromEntries(texts));
};

/** What it takes, in a few words; a rule that depends on what is named says so. */
export const shownNeed = (command: Command): string =>
  typeof command.access === 'function' ? 'depends on what it is about' : shownAccess(command.access satisfies Access);

export const shownDanger = (command: Command): string => {
  if (command.kind === 'query') return 'reads only';
  return command.kind === 'act' ? 'nothing in Azure' : command.danger;
};
