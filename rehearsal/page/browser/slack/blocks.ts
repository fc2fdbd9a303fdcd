import type { Json } from '../../seen.ts';
import { element } from '../element.ts';
import { isJson, listIn, textIn } from '../json.ts';
import { confirmed } from './confirm.ts';
import { richText } from './rich-text.ts';

/** Presses a button: by its action's id and its label. */
export type Press = (action: string, label: string) => Promise<unknown>;

/** The blocks of a message or of the home tab. */
export const renderBlocks = (blocks: readonly Json[], press: Press): readonly Node[] =>
  blocks.flatMap((block) => renderBlock(block, press));

const renderBlock = (block: Json, press: Press): readonly Node[] => {
  switch (block.type) {
    case 'header':
      return [element('h3', {}, textIn(block.text))];
    case 'context':
      return [element('p', { class: 'note' }, listIn(block.elements).map(textIn).join(' '))];
    case 'rich_text':
      return richText(block);
    case 'plan':
      return [plan(block)];
    case 'actions':
      return [element('div', { class: 'actions' }, ...listIn(block.elements).map((each) => button(each, press)))];
    default:
      return [element('p', { class: 'note' }, `(A block that this page does not draw: ${String(block.type)})`)];
  }
};

const plan = (block: Json): HTMLElement =>
  element(
    'div',
    { class: 'plan' },
    element('h4', {}, textIn(block.title)),
    element('ol', {}, ...listIn(block.tasks).map(task)),
  );

const signs: Readonly<Record<string, string>> = { pending: '○', in_progress: '◐', complete: '●', error: '✕' };

const task = (node: Json): HTMLElement => {
  const status = String(node.status);
  const details = isJson(node.details) ? richText(node.details) : [];
  return element(
    'li',
    { class: `task ${status}` },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, signs[status] ?? ''),
    element('span', { class: 'title' }, textIn(node.title)),
    element('span', { class: 'details' }, ...details),
  );
};

const button = (node: Json, press: Press): HTMLElement => {
  const label = textIn(node);
  if (typeof node.url === 'string') {
    const isSafe = /^https?:\/\//u.test(node.url);
    return element('a', { class: 'button', rel: 'noreferrer', target: '_blank', href: isSafe && node.url }, label);
  }
  const made = element('button', { type: 'button', class: `button ${String(node.style ?? '')}` }, label);
  made.addEventListener('click', async () => {
    if (isJson(node.confirm) && !(await confirmed(node.confirm))) return;
    made.disabled = true;
    await press(String(node.action_id), label);
    made.disabled = false;
  });
  return made;
};
