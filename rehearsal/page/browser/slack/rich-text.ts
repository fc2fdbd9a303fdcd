import type { Json } from '../../seen.ts';
import { element } from '../element.ts';
import { isJson, listIn, textIn } from '../json.ts';

/** A rich text: in it no character means anything but itself. */
export const richText = (block: Json): readonly HTMLElement[] => listIn(block.elements).map(part);

const part = (node: Json): HTMLElement => {
  const runs = listIn(node.elements).map(run);
  switch (node.type) {
    case 'rich_text_preformatted':
      return element('pre', { tabindex: 0 }, ...runs);
    case 'rich_text_quote':
      return element('blockquote', {}, ...runs);
    case 'rich_text_list':
      return element('ul', {}, ...listIn(node.elements).map((item) => element('li', {}, part(item))));
    default:
      return element('p', {}, ...runs);
  }
};

const run = (node: Json): Node => {
  if (node.type === 'user') return element('b', {}, `@${node.user_id}`);
  if (node.type === 'broadcast') return element('b', {}, `@${node.range}`);
  const said = textIn(node) || String(node.url ?? '');
  const style = isJson(node.style) ? node.style : {};
  if (style.bold) return element('b', {}, said);
  if (style.italic) return element('i', {}, said);
  if (style.code) return element('code', {}, said);
  return document.createTextNode(said);
};
