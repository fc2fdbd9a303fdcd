import type { HomeView, KnownBlock } from '@slack/types';
import type { Message } from '../../../src/messages/message.ts';
import { render } from '../render/blocks.ts';
import { words } from '../words.ts';

/** A view takes 100 blocks. */
const most = 100;

/** The home tab: no plan blocks there, and what does not fit is said to be left out. */
export const homeView = (message: Message): HomeView => {
  const { head, body, actions } = render(message, { planBlocks: false });
  const room = most - head.length - actions.length - 1;
  const blocks = body.length <= room ? body : [...body.slice(0, room), more];
  return { type: 'home', blocks: [...head, ...blocks, ...actions] };
};

const more: KnownBlock = { type: 'context', elements: [{ type: 'plain_text', text: words.andMore, emoji: false }] };
