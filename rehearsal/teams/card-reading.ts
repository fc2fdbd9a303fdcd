import { isJson, type Json } from './shapes.ts';

/** A button, and the card that it stands in: whose inputs go with it. */
export interface ShownAction {
  readonly title: string;
  readonly action: Json;
  readonly within: Json;
}

/** Every button that does something, those in cards that open included. */
export const actionsOf = (card: Json | undefined): readonly ShownAction[] => (card ? found(card, card) : []);

const found = (node: unknown, within: Json): readonly ShownAction[] => {
  if (Array.isArray(node)) return node.flatMap((each) => found(each, within));
  if (!isJson(node)) return [];
  if (node.type === 'Action.ShowCard') {
    return isJson(node.card) ? found(node.card, node.card) : [];
  }
  if (node.type === 'Action.Execute' || node.type === 'Action.Submit') {
    return [{ title: String(node.title ?? ''), action: node, within }];
  }
  return ['body', 'actions', 'items', 'columns', 'rows', 'cells'].flatMap((key) => found(node[key], within));
};

/** The inputs of a card with what stands in them; those of cards that open from it are not among them. */
export const inputsOf = (card: Json): Readonly<Record<string, string>> =>
  Object.fromEntries(inputNodes(card).map((input) => [String(input.id), initialValue(input)]));

/** A client does not send a form while a required input is empty. */
export const missingInputs = (card: Json, values: Readonly<Record<string, string>>): readonly string[] =>
  inputNodes(card)
    .filter((input) => input.isRequired === true && isEmpty(input, values[String(input.id)]))
    .map((input) => String(input.id));

const isEmpty = (input: Json, value = ''): boolean =>
  value === '' || (input.type === 'Input.Toggle' && value !== (input.valueOn ?? 'true'));

const initialValue = (input: Json): string => {
  if (typeof input.value === 'string') return input.value;
  return input.type === 'Input.Toggle' ? String(input.valueOff ?? 'false') : '';
};

const inputNodes = (node: unknown): readonly Json[] => {
  if (Array.isArray(node)) return node.flatMap(inputNodes);
  if (!isJson(node)) return [];
  if (typeof node.type === 'string' && node.type.startsWith('Input.')) return [node];
  return ['body', 'items', 'columns', 'rows', 'cells'].flatMap((key) => inputNodes(node[key]));
};

/** What could be read aloud from a card, in its order. */
export const readableText = (node: unknown): string => {
  if (Array.isArray(node)) return node.map(readableText).filter(Boolean).join('\n');
  if (!isJson(node)) return '';
  if (node.type === 'TextBlock') return withoutMarkdown(String(node.text ?? ''));
  if (node.type === 'RichTextBlock') return runs(node.inlines);
  if (typeof node.type === 'string' && node.type.startsWith('Input.')) {
    return [node.label].filter(Boolean).join('\n');
  }
  if (node.type === 'Action.ShowCard') return [node.title, readableText(node.card)].filter(Boolean).join('\n');
  return ['body', 'items', 'columns', 'rows', 'cells', 'actions']
    .map((key) => readableText(node[key]))
    .filter(Boolean)
    .join('\n');
};

const runs = (inlines: unknown): string =>
  Array.isArray(inlines) ? inlines.map((run) => (isJson(run) ? String(run.text ?? '') : String(run))).join('') : '';

/** A backslash takes its meaning from the character behind it. */
const withoutMarkdown = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+\-.!<>~|])/gu, '$1');
