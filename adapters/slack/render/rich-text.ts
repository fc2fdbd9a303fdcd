import type { RichTextBlock, RichTextElement } from '@slack/types';
import { visible } from '../../../src/messages/visible.ts';
import { piecesOf } from './cut.ts';

/** No limit of a rich text is written down; a section's is. */
const most = 2900;

/** Text that is shown as it is: in rich text, unlike in mrkdwn, no character means anything else. */
export const plainBlocks = (text: string): readonly RichTextBlock[] =>
  piecesOf(visible(text), most).map((piece) => section([{ type: 'text', text: piece }]));

export const preformattedBlocks = (text: string): readonly RichTextBlock[] =>
  piecesOf(visible(text), most)
    .map((piece) => piece.replace(/\n$/u, ''))
    .filter((piece) => piece !== '')
    .map((piece) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece }] }],
    }));

/** Lines that begin with something in bold, as many to a block as fit. */
export const labelledBlocks = (
  lines: readonly { readonly label: string; readonly rest: string }[],
): readonly RichTextBlock[] => {
  const blocks: RichTextBlock[] = [];
  let elements: RichTextElement[] = [];
  let length = 0;
  const flush = () => {
    if (elements.length > 0) blocks.push(section(elements));
    elements = [];
    length = 0;
  };
  for (const { label, rest } of lines) {
    const pieces = piecesOf(`${visible(rest)}\n`, most);
    for (const [at, piece] of pieces.entries()) {
      const bold = at === 0 ? visible(label) : '';
      if (length + bold.length + piece.length > most) flush();
      if (bold) elements.push({ type: 'text', text: bold.slice(0, most), style: { bold: true } });
      elements.push({ type: 'text', text: piece });
      length += bold.length + piece.length;
    }
  }
  flush();
  return blocks;
};

const section = (elements: readonly RichTextElement[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [...elements] }],
});
