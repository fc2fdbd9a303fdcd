import { visible } from '../../../src/messages/visible.ts';
import type { Field, Filled, Form, FormValues } from '../../../src/ports/chat.ts';
import { words } from '../words.ts';
import { execute } from './button.ts';
import { type Card, cardOf, type Element, headingOf, textOf } from './element.ts';
import type { FormData, Pressed } from './press.ts';

/** A form as a card of its own. */
export const formCard = (form: Form, back?: string): Card =>
  cardOf([headingOf(form.title, { size: 'Large' }), ...formBody(form)], {
    fallbackText: form.title,
    actions: [execute(form.submit, { ...formData(form), ...(back && { back }) }, { style: 'positive' })],
  });

export const formBody = (form: Form): readonly Element[] =>
  form.fields.flatMap((field) => [
    ...(field.problem ? [textOf(field.problem, { color: 'Attention', weight: 'Bolder' })] : []),
    inputOf(form, field),
    ...(field.hint ? [textOf(field.hint, { isSubtle: true, size: 'Small' })] : []),
  ]);

export const formData = ({ command, keep, fields }: Form): FormData => ({
  command,
  keep: Object.fromEntries(
    Object.entries(keep).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  many: fields.filter(({ input }) => 'many' in input && input.many).map(({ name }) => name),
});

/** Names of arguments must not meet what the button itself carries. */
const inputId = (name: string): string => `arg.${name}`;

const inputOf = (form: Form, field: Field): Element => {
  const common = {
    id: inputId(field.name),
    label: visible(field.label),
    isRequired: field.required,
    ...(field.required && { errorMessage: words.needed(field.label) }),
  };
  const { input } = field;
  switch (input.kind) {
    case 'toggle':
      return { type: 'Input.Toggle', ...common, title: visible(field.label), value: given(field)[0] ?? 'false' };
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'compact',
        choices: input.options.map(choice),
        ...valued(field),
      };
    case 'name':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'filtered',
        isMultiSelect: input.many,
        choices: given(field).map(choice),
        'choices.data': { type: 'Data.Query', dataset: datasetOf(form.command, field.name) },
        ...valued(field),
      };
    case 'text':
      return {
        type: 'Input.Text',
        ...common,
        isMultiline: input.long,
        maxLength: 2000,
        ...valued(field, input.many ? ' ' : ','),
      };
  }
};

const given = ({ value }: Field): readonly string[] => (typeof value === 'string' ? [value] : (value ?? []));

const valued = (field: Field, between = ','): { readonly value?: string } =>
  given(field).length > 0 ? { value: given(field).join(between) } : {};

const choice = (value: string): Element & { readonly value: string } => ({
  type: 'Input.Choice',
  title: visible(value),
  value,
});

/** What a field that suggests asks for. */
const datasetOf = (command: string, argument: string): string => `${command}\n${argument}`;

export const readDataset = (dataset: string): { readonly command: string; readonly argument: string } => {
  const [command = '', argument = ''] = dataset.split('\n');
  return { command, argument };
};

/** What was filled in, whatever the client did to it. */
export const filledIn = (data: FormData, { inputs }: Pressed): Filled => {
  const entered = Object.entries(inputs).flatMap(([id, text]): (readonly [string, FormValues[string]])[] => {
    if (!id.startsWith('arg.')) return [];
    const name = id.slice('arg.'.length);
    return [[name, data.many.includes(name) ? text.split(/[\s,]+/u).filter(Boolean) : text]];
  });
  return { command: data.command, values: { ...data.keep, ...Object.fromEntries(entered) } };
};
