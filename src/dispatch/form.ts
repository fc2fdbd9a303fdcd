import type { Argument } from '../definitions/argument.ts';
import type { Command } from '../definitions/command.ts';
import type { Faulty, Parsed, Understood } from '../parser/parse.ts';
import type { Fault } from '../parser/read-arguments.ts';
import { flagName } from '../parser/read-arguments.ts';
import type { Field, FieldInput, Form, FormValues } from '../ports/chat.ts';
import { begun } from '../views/words.ts';

/** The form of a command, with what is known already and what is wrong with it. */
export const formOf = (command: Command, typed: FormValues, faults: readonly Fault[]): Form => ({
  command: command.name,
  title: command.name,
  fields: Object.entries(command.args).map(([name, argument]) => fieldOf(name, argument, typed, faults)),
  keep: {},
  submit: submitWords[command.kind],
});

/** The same with some of its fields alone; what was typed for the others is kept. */
const askingOnly = (form: Form, names: readonly string[]): Form => ({
  ...form,
  fields: form.fields.filter((field) => names.includes(field.name)),
  keep: Object.fromEntries(
    form.fields.filter(({ name }) => !names.includes(name)).map(({ name, value }) => [name, value]),
  ),
});

const submitWords = { query: 'Show', change: 'Plan it', act: 'Do it' } as const;

const fieldOf = (name: string, argument: Argument<unknown>, typed: FormValues, faults: readonly Fault[]): Field => {
  const value = Object.hasOwn(typed, name) ? typed[name] : argument.fallback;
  const problem = faults.find((fault) => fault.argument === name)?.text;
  return {
    name,
    label: labelOf(name),
    hint: `${argument.help}. ${argument.example ? `For example ${argument.example}.` : ''}`.trim(),
    input: inputOf(argument),
    required: argument.required,
    ...(value !== undefined && { value }),
    ...(problem !== undefined && { problem }),
  };
};

const labelOf = (name: string): string => {
  const words = flagName(name).replaceAll('-', ' ');
  return begun(words.replace(/\bvm(?=s?\b)/gu, 'VM'));
};

const inputOf = ({ kind }: Argument<unknown>): FieldInput => {
  if (kind.input === 'toggle') return { kind: 'toggle' };
  if (kind.choices) return { kind: 'choice', options: kind.choices };
  if (kind.names) return { kind: 'name', many: kind.many };
  return { kind: 'text', long: kind.input === 'long-text', many: kind.many };
};

/** The form that a line or a filled form needs before it can be carried out; undefined: none, or none would help. */
export const formIn = (parsed: Parsed, asks?: readonly string[]): Form | undefined => {
  if (parsed.kind === 'faulty') return mending(parsed, asks);
  return parsed.kind === 'command' && asks ? asking(parsed, asks) : undefined;
};

/** No form can mend what belongs to none of its fields. */
const mending = ({ command, typed, missing, faults }: Faulty, asks?: readonly string[]): Form | undefined => {
  if (faults.some(({ argument }) => argument === undefined)) return undefined;
  const form = formOf(command, typed, faults);
  const wrong = faults.flatMap(({ argument }) => argument ?? []);
  return asks ? askingOnly(form, [...asks, ...missing, ...wrong]) : form;
};

const asking = ({ command, typed }: Understood, asks: readonly string[]): Form =>
  askingOnly(formOf(command, typed, []), asks);
