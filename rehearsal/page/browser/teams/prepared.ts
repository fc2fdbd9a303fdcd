import { actionsOf } from '../../../teams/card-reading.ts';
import type { Json } from '../../seen.ts';
import { isJson, listIn } from '../json.ts';
import { SuggestedInput } from './suggested-input.ts';

/** A copy of the card for the package: each button knows its place, fields that suggest are ours, text is plain. */
export const preparedCard = (card: Json): Json => {
  const copy = structuredClone(card);
  for (const [at, { action }] of actionsOf(copy).entries()) Object.assign(action, { id: String(at) });
  prepare(copy);
  return copy;
};

const prepare = (node: Json): void => {
  if (node.type === 'TextBlock') Object.assign(node, { text: withoutEscapes(String(node.text ?? '')) });
  if (node.type === 'Input.ChoiceSet' && isJson(node['choices.data'])) Object.assign(node, suggestedInput(node));
  for (const value of Object.values(node)) {
    for (const child of isJson(value) ? [value] : listIn(value)) prepare(child);
  }
};

const suggestedInput = (node: Json): Json => ({
  type: SuggestedInput.typeName,
  style: 'text',
  dataset: isJson(node['choices.data']) ? String(node['choices.data'].dataset) : '',
  many: node.isMultiSelect === true,
});

/** Markdown's own way to say that a character means itself. The page draws no Markdown, so it must not show that. */
const withoutEscapes = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+\-.!<>~|])/gu, '$1');
