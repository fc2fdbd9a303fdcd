import type { ChannelRef, MessageRef } from '../ports/chat.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { operationCard } from '../views/operation.ts';
import type { OperationState } from './state.ts';

interface AnnouncerParts {
  readonly speaker: Speaker;
  readonly now: () => Date;
}

/** One card an operation, edited in place in the channel where it was asked; its end is a message of its own. */
export const createAnnouncer = ({ speaker, now }: AnnouncerParts) => {
  const cards = new Map<string, MessageRef>();
  return async (state: OperationState): Promise<void> => {
    const channel = { tenant: '', personal: false, sharedOutside: false, ...state.started.channel } as ChannelRef;
    const card = operationCard(state, now());
    const standing = cards.get(state.id);
    if (standing && !state.ended) return speaker.edit(standing, card);
    if (standing) await speaker.edit(standing, card);
    const posted = await speaker.post(channel, card);
    if (posted !== 'not-allowed') cards.set(state.id, posted);
    if (state.ended) cards.delete(state.id);
  };
};
