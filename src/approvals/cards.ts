import type { Approvals } from '../ports/approvals.ts';
import type { MessageRef } from '../ports/chat.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { requestCard } from '../views/request.ts';
import type { ChangeRequest } from './request.ts';

/** Posts a request's card where it was asked and where approvals belong, and remembers every copy. */
export const postCards = async (
  request: ChangeRequest,
  approvals: Approvals,
  speaker: Speaker,
): Promise<ChangeRequest> => {
  const card = requestCard(request);
  const asked = request.channel.personal ? [] : await speaker.tryToPost(request.channel, card);
  const announced = await speaker.announce('approvals', card, asked);
  return remember(request, [...asked, ...announced], { approvals, speaker });
};

interface Parts {
  readonly approvals: Approvals;
  readonly speaker: Speaker;
}

/** Somebody may have decided meanwhile: the record as it stands then gets the cards too, and they its state. */
const remember = async (request: ChangeRequest, cards: readonly MessageRef[], parts: Parts): Promise<ChangeRequest> => {
  const written = await parts.approvals.update(request, { cards });
  if (written.kind === 'held') return request;
  if (written.kind === 'updated') return written.request;
  const kept = await remember(written.request, cards, parts);
  await refreshCards(kept, parts.approvals, parts.speaker);
  return kept;
};

/**
 * Brings every copy of the card to the state that the record has. One that cannot be edited does not stop the others.
 * Two edits may arrive in the wrong order, so whoever edited looks whether somebody decided meanwhile.
 */
export const refreshCards = async (request: ChangeRequest, approvals: Approvals, speaker: Speaker): Promise<void> => {
  const card = requestCard(request);
  await Promise.allSettled(request.cards.map((ref) => speaker.edit(ref, card)));
  const now = await approvals.read(request.id);
  if (now && now.version > request.version) await refreshCards(now, approvals, speaker);
};
