import type { Argument, Arguments } from '../definitions/argument.ts';
import type { FormValues } from '../ports/chat.ts';
import { type Fault, flagName } from './read-arguments.ts';

interface Read {
  /** By argument; names are still text. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly missing: readonly string[];
  readonly faults: readonly Fault[];
}

/** Understands the texts of a command's arguments, whether they were typed or filled into a form. */
export const readValues = (args: Arguments, typed: FormValues): Read => {
  const values: Record<string, unknown> = {};
  const missing: string[] = [];
  const faults: Fault[] = [];
  for (const [name, argument] of Object.entries(args)) {
    const texts = textsOf(argument, Object.hasOwn(typed, name) ? typed[name] : undefined);
    if (texts.length === 0 && argument.required) missing.push(name);
    const read = texts.map((text) => ({ text, result: argument.kind.schema.safeParse(text) }));
    for (const { text, result } of read) if (!result.success) faults.push(faultOf(name, argument, text));
    const understood = read.flatMap(({ result }) => (result.success ? [result.data] : []));
    values[name] = argument.kind.many ? understood : understood[0];
  }
  return { values, missing, faults };
};

const textsOf = (argument: Argument<unknown>, given: FormValues[string]): readonly string[] => {
  const texts = (typeof given === 'string' ? [given] : (given ?? [])).filter((text) => text.trim() !== '');
  if (texts.length > 0) return argument.kind.many ? texts : texts.slice(0, 1);
  if (argument.fallback !== undefined) return [argument.fallback];
  return argument.kind.input === 'toggle' ? ['false'] : [];
};

const faultOf = (name: string, argument: Argument<unknown>, text: string): Fault => {
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  const what = argument.positional ? `"${shown}"` : `--${flagName(name)} "${shown}"`;
  const example = argument.example && `, e.g. ${argument.example}`;
  return { argument: name, text: `${what} will not do: I need ${argument.kind.expects}${example}.` };
};
