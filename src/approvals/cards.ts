import { ChatRefused } from '../errors/chat.ts';
import type { Approvals } from '../ports/approvals.ts';
import type { MessageRef } from '../ports/chat.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { requestCard } from '../views/request.ts';
import type { ChangeRequest } from './request.ts';

interface CardParts {
  readonly approvals: Approvals;
  readonly speaker: Speaker;
}

/** Posts a request's card where it was asked and where approvals belong, and remembers every copy. */
export const postCards = async (request: ChangeRequest, parts: CardParts): Promise<ChangeRequest> => {
  const { speaker } = parts;
  const card = requestCard(request);
  const asked = request.channel.personal ? [] : await speaker.tryToPost(request.channel, card);
  const announced = await speaker.announce('approvals', card, asked);
  return keepCards(request, [...asked, ...announced], parts);
};

/** Somebody may have decided meanwhile: the record as it stands then gets the cards too, and they its state. */
export const keepCards = async (
  request: ChangeRequest,
  more: readonly MessageRef[],
  parts: CardParts,
): Promise<ChangeRequest> => {
  if (more.length === 0) return request;
  const written = await parts.approvals.update(request, { cards: [...request.cards, ...more] });
  if (written.kind === 'held') return request;
  if (written.kind === 'updated') return written.request;
  const kept = await keepCards(written.request, more, parts);
  await refreshCards(kept, parts);
  return kept;
};

/** A chat that is away for longer than that is not waited for. */
const awayMs = 60 * 60_000;

/**
 * Brings every copy of the card to the state that the record has. One that cannot be edited does not stop the others.
 * Two edits may arrive in the wrong order, so whoever edited looks whether somebody decided meanwhile. Until it is
 * settled the request stays due, so that cards are made good where somebody died over them, or the chat was away.
 */
export const refreshCards = async (request: ChangeRequest, parts: CardParts): Promise<void> => {
  const card = requestCard(request);
  const edits = await Promise.allSettled(request.cards.map((ref) => parts.speaker.edit(ref, card)));
  if (edits.some(isAway) && (await isFresh(request, parts))) return;
  const newer = await parts.approvals.settled(request);
  if (newer) await refreshCards(newer, parts);
};

const isAway = (edit: PromiseSettledResult<void>): boolean =>
  edit.status === 'rejected' && !(edit.reason instanceof ChatRefused);

const isFresh = async ({ state }: ChangeRequest, { approvals }: CardParts): Promise<boolean> =>
  state.kind !== 'open' && (await approvals.time()) - state.at < awayMs;
