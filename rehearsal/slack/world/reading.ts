import { type Block, isObject } from './shapes.ts';

/** What a person reads in blocks, line by line, with markup resolved as Slack resolves it. */
export const readBlocks = (blocks: readonly Block[]): string => blocks.flatMap(linesOf).join('\n');

const linesOf = (block: Block): readonly string[] => {
  switch (block.type) {
    case 'rich_text':
      return [richText(block.elements)];
    case 'plan':
      return [textOf(block.title), ...many(block.tasks).map(taskText)];
    case 'task_card':
      return [taskText(block)];
    case 'actions':
      return [
        many(block.elements)
          .map((each) => `[${textOf(each)}]`)
          .join(' '),
      ];
    case 'context':
      return many(block.elements).map(textOf);
    case 'input':
      return [textOf(block.label)];
    default:
      return [textOf(block.text), ...many(block.fields).map(textOf)].filter(Boolean);
  }
};

const many = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const taskText = (task: unknown): string => {
  if (!isObject(task)) return '';
  const details = isObject(task.details) ? richText(task.details.elements) : '';
  const output = isObject(task.output) ? richText(task.output.elements) : '';
  return [String(task.status), String(task.title), details, output].filter(Boolean).join(' ');
};

/** Plain text as it is; mrkdwn with its three entities resolved. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  if (isObject(value.text)) return textOf(value.text);
  if (typeof value.text !== 'string') return '';
  return value.type === 'mrkdwn' ? unescaped(value.text) : value.text;
};

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const richText = (elements: unknown): string =>
  many(elements)
    .map((element) => {
      if (!isObject(element)) return '';
      if (element.type === 'link') return `${element.text ?? element.url}`;
      if (typeof element.text === 'string') return element.text;
      if (element.type === 'user') return `@${element.user_id}`;
      if (element.type === 'broadcast') return `@${element.range}`;
      return richText(element.elements) + (element.type === 'rich_text_list' ? '\n' : '');
    })
    .join('');

/** Whom the markup notifies: a mention in mrkdwn, or a rich text element that is one. */
export const notifiedBy = (text: string, blocks: readonly Block[]): readonly string[] => [
  ...mentionsIn(text),
  ...walk(blocks).flatMap((node) => {
    if (node.type === 'user') return [`@${node.user_id}`];
    if (node.type === 'usergroup') return [`@${node.usergroup_id}`];
    if (node.type === 'broadcast') return [`@${node.range}`];
    return node.type === 'mrkdwn' ? mentionsIn(String(node.text)) : [];
  }),
];

const mentionsIn = (mrkdwn: string): readonly string[] =>
  [...mrkdwn.matchAll(/<([!@#][^>]*)>/gu)].map(([, mention]) => mention ?? '');

const walk = (value: unknown): readonly Readonly<Record<string, unknown>>[] => {
  if (Array.isArray(value)) return value.flatMap(walk);
  return isObject(value) ? [value, ...Object.values(value).flatMap(walk)] : [];
};
