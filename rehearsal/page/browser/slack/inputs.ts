import type { Json, Outcome } from '../../seen.ts';
import { element } from '../element.ts';
import { isJson, listIn, textIn } from '../json.ts';
import { suggesting } from '../suggesting.ts';

export type Suggest = (block: string, typed: string) => Promise<Outcome>;

/** An input of a modal, and how to read it. */
interface Field {
  readonly nodes: readonly HTMLElement[];
  readonly value: () => string | readonly string[];
}

/** One input block with its label, its hint and what is wrong with it. */
export const inputBlock = (
  block: Json,
  problem: string | undefined,
  suggest: Suggest,
): { readonly id: string; readonly node: HTMLElement; readonly value: Field['value'] } => {
  const id = String(block.block_id);
  const field = fieldFor(isJson(block.element) ? block.element : {}, (typed) => suggest(id, typed));
  const hint = textIn(block.hint);
  const optional = block.optional === true ? ' (optional)' : '';
  const node = element(
    'label',
    { class: 'field' },
    element('span', { class: 'label' }, textIn(block.label), optional),
    ...field.nodes,
    problem ? element('span', { class: 'problem', role: 'alert' }, problem) : undefined,
    hint ? element('span', { class: 'note' }, hint) : undefined,
  );
  return { id, node, value: field.value };
};

const fieldFor = (input: Json, ask: (typed: string) => Promise<Outcome>): Field => {
  switch (input.type) {
    case 'checkboxes':
      return checkbox(input);
    case 'static_select':
      return choice(input);
    case 'external_select':
      return suggested(initialOptions(input).join(''), false, ask);
    case 'multi_external_select':
      return suggested(initialOptions(input).join(', '), true, ask);
    default:
      return line(input);
  }
};

const checkbox = (input: Json): Field => {
  const [option] = listIn(input.options);
  const box = element('input', { type: 'checkbox', checked: listIn(input.initial_options).length > 0 });
  const nodes = [element('span', { class: 'choice' }, box, textIn(option))];
  return { nodes, value: () => (box.checked ? [String(option?.value)] : []) };
};

const choice = (input: Json): Field => {
  const initial = isJson(input.initial_option) ? input.initial_option.value : undefined;
  const select = element(
    'select',
    {},
    element('option', { value: '' }, ''),
    ...listIn(input.options).map((option) =>
      element('option', { value: String(option.value), selected: option.value === initial }, textIn(option)),
    ),
  );
  return { nodes: [select], value: () => select.value };
};

const suggested = (initial: string, many: boolean, ask: (typed: string) => Promise<Outcome>): Field => {
  const input = element('input', { type: 'text', value: initial });
  const several = () => input.value.split(/[\s,]+/u).filter(Boolean);
  return { nodes: suggesting(input, many, ask), value: () => (many ? several() : input.value.trim()) };
};

const line = (input: Json): Field => {
  const initial = String(input.initial_value ?? '');
  const field =
    input.multiline === true ? element('textarea', { rows: 3 }, initial) : element('input', { value: initial });
  return { nodes: [field], value: () => field.value };
};

const initialOptions = (input: Json): readonly string[] =>
  [input.initial_option, ...listIn(input.initial_options)].filter(isJson).map(({ value }) => String(value));
