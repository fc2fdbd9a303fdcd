import { z } from 'zod';
import type { FormValues } from '../../../src/ports/chat.ts';
import { fieldNameOf, inputAction } from './fields.ts';

const option = z.object({ value: z.string().max(200) });

const input = z.looseObject({
  value: z.string().max(4000).nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).max(100).nullish(),
  type: z.string(),
});

/** What Slack says was filled in: by block, then by action. */
export const stateShape = z.record(z.string(), z.record(z.string(), input));

type ViewState = z.infer<typeof stateShape>;

/** The fields as they were filled in; what was left empty is left out. */
export const valuesFrom = (state: ViewState, lists: readonly string[]): FormValues =>
  Object.fromEntries(
    Object.entries(state).flatMap(([blockId, actions]) => {
      const name = fieldNameOf(blockId);
      const filled = actions[inputAction];
      const value = name !== undefined && filled ? filledValue(filled, lists.includes(name)) : undefined;
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );

const filledValue = (filled: z.infer<typeof input>, isList: boolean): string | readonly string[] | undefined => {
  const { type, value, selected_option: one, selected_options: several } = filled;
  if (type === 'checkboxes') return several?.[0] ? 'true' : undefined;
  if (several) return several.length > 0 ? several.map((each) => each.value) : undefined;
  if (one) return one.value;
  if (!value?.trim()) return undefined;
  return isList ? value.split(/[\s,]+/u).filter(Boolean) : value;
};
