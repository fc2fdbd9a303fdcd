import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Field } from '../../../src/ports/chat.ts';
import { shortened } from '../render/cut.ts';

/** The one action in every input's block; the block's id names the field. */
export const inputAction = 'value';

const blockPrefix = 'field:';
export const blockIdOf = (name: string): string => `${blockPrefix}${name}`;
export const fieldNameOf = (blockId: string): string | undefined =>
  blockId.startsWith(blockPrefix) ? blockId.slice(blockPrefix.length) : undefined;

const optionTextMost = 75;
const optionValueMost = 150;
const textMost = 3000;

export const optionFor = (value: string, label = value): PlainTextOption | undefined =>
  value === '' || value.length > optionValueMost ? undefined : { text: plain(shortened(label, optionTextMost)), value };

/** One field of a form as an input of a modal. */
export const inputFor = (field: Field): InputBlock => {
  const { name, label, hint, required } = field;
  return {
    type: 'input',
    block_id: blockIdOf(name),
    label: plain(shortened(label, 2000)),
    ...(hint && { hint: plain(shortened(hint, 2000)) }),
    optional: !required,
    element: elementFor(field),
  };
};

const elementFor = ({ input, value }: Field): InputBlock['element'] => {
  const action_id = inputAction;
  const given = value === undefined ? [] : [value].flat();
  switch (input.kind) {
    case 'toggle': {
      const yes = { text: plain('Yes'), value: 'true' };
      const isOn = given[0] === 'true';
      return { type: 'checkboxes', action_id, options: [yes], ...(isOn && { initial_options: [yes] }) };
    }
    case 'choice': {
      const options = input.options.flatMap((option) => optionFor(option) ?? []);
      const initial = options.find((option) => option.value === given[0]);
      return { type: 'static_select', action_id, options, ...(initial && { initial_option: initial }) };
    }
    case 'name': {
      const options = given.flatMap((each) => optionFor(each) ?? []);
      const [first] = options;
      if (!input.many) {
        return { type: 'external_select', action_id, min_query_length: 0, ...(first && { initial_option: first }) };
      }
      return {
        type: 'multi_external_select',
        action_id,
        min_query_length: 0,
        ...(first && { initial_options: options }),
      };
    }
    case 'text':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: input.long,
        max_length: textMost,
        ...(given.length > 0 && { initial_value: given.join(' ').slice(0, textMost) }),
      };
  }
};

const plain = (text: string) => ({ type: 'plain_text', text: text || ' ', emoji: false }) as const;
