import type { Argument } from '../definitions/argument.ts';
import type { Command } from '../definitions/command.ts';
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
export const askingOnly = (form: Form, names: readonly string[]): Form => ({
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
