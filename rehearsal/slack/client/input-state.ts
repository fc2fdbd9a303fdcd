import { type Block, type Element, elementsOf, isObject, type Json } from '../world/shapes.ts';
import type { InputValues } from './person.ts';

/** The state of a view's inputs as Slack sends it: by block, then by action. Untouched inputs keep what they began with. */
export const stateOf = (blocks: readonly Block[], values: InputValues): Json =>
  Object.fromEntries(
    elementsOf(blocks).map(({ block, element }) => {
      const id = block.block_id ?? '';
      const given = Object.hasOwn(values, id) ? values[id] : initialOf(element);
      return [id, { [element.action_id]: inputState(element, given) }];
    }),
  );

const initialOf = (element: Element): string | readonly string[] | undefined => {
  if (typeof element.initial_value === 'string') return element.initial_value;
  if (isObject(element.initial_option)) return String(element.initial_option.value);
  if (!Array.isArray(element.initial_options)) return undefined;
  return element.initial_options.map((option: Json) => String(option.value));
};

const inputState = (element: Element, value: string | readonly string[] | undefined): Json => {
  const { type } = element;
  const list = value === undefined ? [] : [value].flat();
  if (type === 'plain_text_input') return { type, value: list.length > 0 ? list.join(' ') : null };
  if (type === 'checkboxes' || type.startsWith('multi_')) return { type, selected_options: list.map(optionOf) };
  return { type, selected_option: list[0] === undefined ? null : optionOf(list[0]) };
};

const optionOf = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
