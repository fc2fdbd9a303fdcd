import type { SeenMessage } from '../seen.ts';
import type { Act } from './act.ts';
import { element } from './element.ts';
import { renderBlocks } from './slack/blocks.ts';
import { renderCard } from './teams/card.ts';

export interface MessageParts {
  readonly act: Act;
  /** Tells whoever is played something that no message says. */
  readonly say: (notice: string) => void;
  readonly reply: (message: SeenMessage) => void;
}

/** One message, with the place for those that stand beneath it. */
export const renderMessage = (message: SeenMessage, parts: MessageParts): HTMLElement => {
  const { author, byBot, edits, alone, thread, id } = message;
  // The home tab is no message: it has no time.
  const isMessage = message.at !== undefined;
  const canReply = !thread && !alone && isMessage;
  return element(
    'article',
    { class: `message${byBot ? ' bot' : ''}${alone && isMessage ? ' alone' : ''}` },
    element('span', { class: 'face', 'aria-hidden': 'true' }, byBot ? 'L' : initials(author)),
    element(
      'div',
      { class: 'said' },
      alone && isMessage ? element('p', { class: 'note' }, 'Only you can see this') : undefined,
      element(
        'p',
        { class: 'by' },
        element('b', {}, author),
        byBot ? element('span', { class: 'app' }, 'APP') : undefined,
        message.at === undefined ? undefined : element('time', {}, clock(message.at)),
        edits > 0 ? element('span', {}, '(edited)') : undefined,
      ),
      ...content(message, parts),
    ),
    canReply
      ? element(
          'button',
          {
            class: 'reply',
            type: 'button',
            'aria-label': `Reply to ${author} in a thread`,
            click: () => parts.reply(message),
          },
          'Reply',
        )
      : undefined,
    element('div', { class: 'replies', 'data-thread': id }),
  );
};

const content = (message: SeenMessage, { act, say }: MessageParts): readonly Node[] => {
  const { channel, id, text, blocks = [], card } = message;
  if (card) return [renderCard(card, id, act, say)];
  if (blocks.length === 0) return [element('p', { class: 'typed' }, text)];
  return renderBlocks(blocks, async (action, label) => {
    const { notice } = await act({ deed: 'slack-clicks', channel, message: id, action, label });
    say(notice ?? '');
  });
};

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('');

const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;
