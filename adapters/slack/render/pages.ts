import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../src/messages/message.ts';
import { words } from '../words.ts';
import { type Look, render } from './blocks.ts';
import { pageButton } from './buttons.ts';
import { fallbackText } from './escape.ts';

/** What Slack takes as one message. */
export interface Page {
  readonly blocks: readonly KnownBlock[];
  /** In the place of the blocks, where none are shown. */
  readonly text: string;
}

/** Slack takes 50 blocks, and a little over 13,000 characters in all of them: some room is left for head and buttons. */
const mostBlocks = 40;
const mostCharacters = 8000;

/** The whole message, on as many pages as it needs; the buttons stand on each. */
export const pagesOf = (message: Message, look: Look): readonly Page[] => {
  const { head, body, actions } = render(message, look);
  const bodies = spread(body);
  const text = fallbackText(message);
  if (bodies.length <= 1) return [{ blocks: [...head, ...body, ...actions], text }];
  return bodies.map((part, at) => ({
    blocks: [...(at === 0 ? head : []), ...part, pageNote(at + 1, bodies.length), ...actions],
    text,
  }));
};

/** One page of an answer that can be asked for again, with the way to the next one. */
export const pageWithWay = (pages: readonly Page[], page: number, again: string | undefined): Page | undefined => {
  const at = Math.min(page, pages.length) - 1;
  const shown = pages[at];
  if (!shown || at === pages.length - 1) return shown;
  const button = again === undefined ? undefined : pageButton({ line: again, page: page + 1 });
  return button && { ...shown, blocks: [...shown.blocks, { type: 'actions', elements: [button] }] };
};

const pageNote = (page: number, of: number): KnownBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text: words.page(page, of), emoji: false }],
});

const spread = (blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] => {
  const pages: KnownBlock[][] = [];
  let characters = 0;
  for (const block of blocks) {
    const page = pages.at(-1);
    const size = JSON.stringify(block).length;
    if (!page || page.length >= mostBlocks || characters + size > mostCharacters) {
      pages.push([block]);
      characters = size;
    } else {
      page.push(block);
      characters += size;
    }
  }
  return pages;
};
