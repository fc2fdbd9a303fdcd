import { ChatRefused, ChatUnreachable, SaidPerhaps } from '../errors/chat.ts';
import type { Message } from '../messages/message.ts';
import type { MessageRef } from '../ports/chat.ts';
import type { AskedOf, Deliveries, Delivery } from '../ports/deliveries.ts';
import type { Speaker } from '../speaking/speaker.ts';
import { couldNotTell } from '../views/news.ts';
import type { Hearer } from './hearers.ts';

/** Something that goes on, as it stands: its card, and what about it deserves a message of its own. */
export interface Tale {
  /** `operation:DR-1042`, `job:<id>`. */
  readonly subject: string;
  /** Raised by every change. */
  readonly version: number;
  readonly title: string;
  readonly card: Message;
  readonly ended: boolean;
  readonly milestones: readonly Milestone[];
  /** What a message that asked something becomes once nobody has to answer it any more. */
  readonly settled?: Message;
}

export interface Milestone {
  /** The same milestone is told once. */
  readonly name: string;
  readonly message: Message;
  /** In the card's thread, or as a message that notifies. */
  readonly where: 'thread' | 'channel';
  /** An end is told again where nobody knows whether it was; anything else is not. */
  readonly isEnd?: true;
  /** Waits for somebody, and is over when it is no milestone any more. */
  readonly asks?: true;
}

export interface DeliveryParts {
  readonly speaker: Speaker;
  readonly deliveries: Deliveries;
  readonly now: () => Date;
}

/** A card changes no more often than this; what came meanwhile is shown with the next change. */
const restMs = 3_000;
const retryMs = 30_000;
const giveUpAfterMs = 60 * 60_000;
const cardMilestone = 'card';

/** Brings one channel up to date. When it has to be looked at again, in milliseconds; undefined: not before more news. */
export const deliver = async (
  tale: Tale,
  hearer: Hearer,
  known: Delivery | undefined,
  parts: DeliveryParts,
): Promise<number | undefined> => {
  const delivery = known ?? { channel: hearer.channel, shown: 0, shownAt: 0 };
  if (delivery.givenUp) return undefined;
  try {
    return await bring(tale, hearer, delivery, parts);
  } catch (error) {
    return troubled(tale, delivery, error, parts);
  }
};

const bring = async (
  tale: Tale,
  hearer: Hearer,
  delivery: Delivery,
  parts: DeliveryParts,
): Promise<number | undefined> => {
  const shown = await showCard(tale, hearer, delivery, parts);
  let now = await settleAsked(tale, shown.delivery, parts);
  const waits = [shown.againMs];
  for (const milestone of tale.milestones) {
    const told = await tell(tale, milestone, now, parts);
    waits.push(told.againMs);
    if (milestone.asks && told.said)
      now = await keepAsked(tale, now, { milestone: milestone.name, message: told.said }, parts);
  }
  return soonest(waits);
};

export const soonest = (waits: readonly (number | undefined)[]): number | undefined => {
  const known = waits.filter((wait) => wait !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};

interface Shown {
  readonly delivery: Delivery;
  readonly againMs?: number;
}

const showCard = async (tale: Tale, hearer: Hearer, delivery: Delivery, parts: DeliveryParts): Promise<Shown> => {
  const { speaker, deliveries } = parts;
  const now = parts.now().getTime();
  const { subject, version, card, ended } = tale;
  const wantsCard = hearer.events.includes('started') || hearer.events.includes('progress');
  // What ended before it could be told needs no card beside the message of its end.
  const isLate = ended && !delivery.card;
  if (!wantsCard || isLate || (delivery.card && delivery.shown >= version)) return { delivery };
  const rest = delivery.shownAt + restMs - now;
  if (delivery.card && !ended && rest > 0) return { delivery, againMs: rest };
  if (delivery.card) await speaker.edit(delivery.card, card);
  const told: Told<MessageRef> = delivery.card
    ? { said: delivery.card }
    : await claimed(tale, delivery, cardMilestone, parts, () => speaker.post(delivery.channel, card));
  const posted = told.said;
  if (!posted) return { delivery, ...(told.againMs !== undefined && { againMs: told.againMs }) };
  const { troubledSince, ...sound } = delivery;
  const shown: Delivery = { ...sound, card: posted, shown: version, shownAt: now };
  await deliveries.keep(subject, shown);
  return { delivery: shown };
};

const tell = async (
  tale: Tale,
  milestone: Milestone,
  delivery: Delivery,
  parts: DeliveryParts,
): Promise<Told<MessageRef>> => {
  const { speaker } = parts;
  const { card, channel } = delivery;
  const say = () =>
    milestone.where === 'thread' && card
      ? speaker.reply(card, milestone.message)
      : speaker.post(channel, milestone.message);
  return await claimed(tale, delivery, milestone.name, parts, say, milestone.isEnd);
};

/** A button that is answered already invites somebody to answer it again. */
const settleAsked = async (
  tale: Tale,
  delivery: Delivery,
  { speaker, deliveries }: DeliveryParts,
): Promise<Delivery> => {
  const { asked = [] } = delivery;
  const over = asked.filter(({ milestone }) => !tale.milestones.some(({ name }) => name === milestone));
  if (!tale.settled || over.length === 0) return delivery;
  for (const { message } of over) {
    await speaker.edit(message, tale.settled).catch((error: unknown) => {
      // Somebody has deleted it, which is as good.
      if (!(error instanceof ChatRefused)) throw error;
    });
  }
  const settled = { ...delivery, asked: asked.filter((each) => !over.includes(each)) };
  await deliveries.keep(tale.subject, settled);
  return settled;
};

const keepAsked = async (
  { subject }: Tale,
  delivery: Delivery,
  asked: AskedOf,
  { deliveries }: DeliveryParts,
): Promise<Delivery> => {
  const kept = { ...delivery, asked: [...(delivery.asked ?? []), asked] };
  await deliveries.keep(subject, kept);
  return kept;
};

interface Told<Said> {
  readonly said?: Said;
  readonly againMs?: number;
}

/**
 * Says it once, whichever process is first; where another one is at it, it is looked at again, in case that one has died.
 * What was perhaps said is not said again, unless it is an end.
 */
const claimed = async <Said>(
  { subject }: Tale,
  { channel }: Delivery,
  milestone: string,
  { deliveries }: DeliveryParts,
  say: () => Promise<Said | 'not-allowed'>,
  again = false,
): Promise<Told<Said>> => {
  const claim = await deliveries.claim(subject, channel, milestone);
  if (claim === 'held') return { againMs: retryMs };
  if (claim === 'told') return {};
  try {
    const said = await say();
    await deliveries.told(subject, channel, milestone);
    return said === 'not-allowed' ? {} : { said: said as Said };
  } catch (error) {
    const lost = error instanceof SaidPerhaps && !again;
    if (!lost) await deliveries.release(subject, channel, milestone);
    if (!lost) throw error;
    await deliveries.told(subject, channel, milestone);
    return {};
  }
};

const troubled = async (
  tale: Tale,
  delivery: Delivery,
  error: unknown,
  parts: DeliveryParts,
): Promise<number | undefined> => {
  const isFinal = error instanceof ChatRefused;
  if (!isFinal && !(error instanceof ChatUnreachable) && !(error instanceof SaidPerhaps)) throw error;
  const { speaker, deliveries } = parts;
  const now = parts.now().getTime();
  const { troubledSince = now } = delivery;
  if (!isFinal && now - troubledSince < giveUpAfterMs) {
    await deliveries.keep(tale.subject, { ...delivery, troubledSince });
    return retryMs;
  }
  await deliveries.keep(tale.subject, { ...delivery, troubledSince, givenUp: true });
  await speaker.announce('fallback', couldNotTell(tale.title, delivery.channel, error.message));
  return undefined;
};
