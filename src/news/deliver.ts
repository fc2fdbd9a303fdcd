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
  let delivery = known ?? { channel: hearer.channel, shown: 0, shownAt: 0 };
  if (delivery.givenUp) return undefined;
  try {
    const shown = await showCard(tale, hearer, delivery, parts);
    // What goes wrong after this must not make the card forgotten.
    delivery = await settleAsked(tale, shown.delivery, parts);
    const waits = [shown.againMs];
    for (const milestone of tale.milestones) {
      const { said, againMs } = await tell(tale, milestone, delivery, parts);
      waits.push(againMs);
      if (milestone.asks && said)
        delivery = await keepAsked(tale, delivery, { milestone: milestone.name, message: said }, parts);
    }
    return soonest(waits);
  } catch (error) {
    return troubled(tale, delivery, error, parts);
  }
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
  const { version, ended } = tale;
  const { card, shown, shownAt } = delivery;
  const wantsCard = hearer.events.includes('started') || hearer.events.includes('progress');
  if (!wantsCard) return { delivery };
  // What ended before it could be told needs no card beside the message of its end.
  if (!card) return ended ? { delivery } : postCard(tale, delivery, parts);
  if (shown >= version) return { delivery };
  const rest = shownAt + restMs - parts.now().getTime();
  return rest > 0 && !ended ? { delivery, againMs: rest } : editCard(tale, delivery, card, parts);
};

const postCard = async (tale: Tale, delivery: Delivery, parts: DeliveryParts): Promise<Shown> => {
  const post = () => parts.speaker.post(delivery.channel, tale.card);
  const { said, againMs } = await claimed(tale, delivery, cardMilestone, parts, post);
  if (said) return nowShown(tale, delivery, said, parts);
  return { delivery, ...(againMs !== undefined && { againMs }) };
};

/** Where the card is gone, or may be changed no more, the channel still hears what deserves a message of its own. */
const editCard = async (tale: Tale, delivery: Delivery, card: MessageRef, parts: DeliveryParts): Promise<Shown> => {
  try {
    await parts.speaker.edit(card, tale.card);
  } catch (error) {
    if (!(error instanceof ChatRefused)) throw error;
    const { card: _, ...without } = delivery;
    await parts.deliveries.keep(tale.subject, without);
    return { delivery: without };
  }
  return nowShown(tale, delivery, card, parts);
};

const nowShown = async (tale: Tale, before: Delivery, card: MessageRef, parts: DeliveryParts): Promise<Shown> => {
  const { troubledSince, ...sound } = before;
  const delivery: Delivery = { ...sound, card, shown: tale.version, shownAt: parts.now().getTime() };
  await parts.deliveries.keep(tale.subject, delivery);
  return { delivery };
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
  return claimed(tale, delivery, milestone.name, parts, say, milestone.isEnd);
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
