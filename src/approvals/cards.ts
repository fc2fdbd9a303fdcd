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
  const asked = request.channel.personal ? [] : [await speaker.post(request.channel, card)];
  const announced = await speaker.announce('approvals', card, asked.filter(isRef));
  const cards = [...asked.filter(isRef), ...announced];
  return remember(request, cards, approvals);
};

const isRef = (posted: MessageRef | 'not-allowed'): posted is MessageRef => posted !== 'not-allowed';

/** Somebody may have decided meanwhile: the record as it stands then gets the cards too, and they its state. */
const remember = async (
  request: ChangeRequest,
  cards: readonly MessageRef[],
  approvals: Approvals,
): Promise<ChangeRequest> => {
  const written = await approvals.update(request, { cards });
  if (written.kind === 'stale') return remember(written.request, cards, approvals);
  return written.kind === 'updated' ? written.request : request;
};

/** Brings every copy of the card to the state that the record has. One that cannot be edited does not stop the others. */
export const refreshCards = async (request: ChangeRequest, speaker: Speaker): Promise<void> => {
  const card = requestCard(request);
  await Promise.allSettled(request.cards.map((ref) => speaker.edit(ref, card)));
};
