import { ChatRefused } from '../../src/errors/chat.ts';
import type { Message } from '../../src/messages/message.ts';
import type { Hearing, Input, Reply } from '../../src/ports/chat.ts';
import { type Activity, deliveryIdOf, lineOf, type Place } from './activity.ts';
import type { Card } from './card/element.ts';
import { formCard } from './card/form.ts';
import { renderPage, renderParts } from './card/render.ts';
import type { Address, Voice } from './connector/voice.ts';
import type { Speaker } from './identify.ts';
import { inThread } from './message-refs.ts';
import type { Recent } from './recent.ts';
import type { Speaking } from './speaking.ts';
import { words } from './words.ts';

export interface TypedParts {
  readonly hearing: Hearing;
  readonly voice: Voice;
  readonly speaking: Speaking;
  /** Forms are shown without the hearing's knowledge, so a repeated delivery has to be noticed here. */
  readonly formsShown: Recent<true>;
  /** Answer privately inside the channel, where the platform can. */
  readonly targetedMessages: boolean;
}

/** A line that somebody typed, answered where it may be read. */
export const answerTyped = async (
  parts: TypedParts,
  activity: Activity,
  place: Place,
  speaker: Speaker,
): Promise<void> => {
  const line = lineOf(activity);
  const deliveryId = deliveryIdOf(activity);
  const form = parts.hearing.formFor(speaker.account, line);
  if (!form) return answerInput(parts, activity, place, speaker, { kind: 'line', text: line });
  if (parts.formsShown.has(deliveryId)) return;
  parts.formsShown.set(deliveryId, true);
  await parts.voice.say(addressOf(place), formCard(form));
};

export const answerInput = async (
  parts: TypedParts,
  activity: Activity,
  place: Place,
  speaker: Speaker,
  input: Input,
): Promise<void> => {
  const reply = await parts.hearing.receive({ ...speaker, deliveryId: deliveryIdOf(activity), input });
  await deliver(parts, activity, place, speaker, reply);
};

const deliver = async (
  parts: TypedParts,
  activity: Activity,
  place: Place,
  speaker: Speaker,
  reply: Reply,
): Promise<void> => {
  switch (reply.kind) {
    case 'nothing':
      return;
    case 'form':
      return void (await parts.voice.say(addressOf(place), formCard(reply.form)));
    case 'refusal':
      return sayPrivately(parts, activity, place, speaker, reply.message);
    case 'message': {
      if (!reply.shared) return sayPrivately(parts, activity, place, speaker, reply.message, reply.again);
      for (const card of cardsOf(reply.message, reply.again)) await parts.voice.say(addressOf(place), card);
    }
  }
};

/** Pages where the answer can be asked for again; else one card after the other. */
const cardsOf = (message: Message, again: string | undefined, look = {}): readonly Card[] =>
  again === undefined ? renderParts(message, look) : [renderPage(message, 0, { ...look, again })];

const sayPrivately = async (
  parts: TypedParts,
  activity: Activity,
  place: Place,
  speaker: Speaker,
  message: Message,
  again?: string,
): Promise<void> => {
  const formFor = (line: string, asks?: readonly string[]) => parts.hearing.formFor(speaker.account, line, asks);
  await showPrivately(parts, activity, place, speaker, cardsOf(message, again, { formFor }));
};

/** To the person alone: here if nobody else is, else in our own chat, with a line here that says so. */
export const showPrivately = async (
  { voice, speaking, targetedMessages }: TypedParts,
  { from }: Activity,
  place: Place,
  { account, channel }: Speaker,
  cards: readonly Card[],
): Promise<void> => {
  const here = addressOf(place);
  if (channel.personal) for (const card of cards) await voice.say(here, card);
  else if (targetedMessages) for (const card of cards) await voice.whisper(here, from.id, card);
  else await voice.tell(here, await wroteTo(() => speaking.show(account, cards), account.name));
};

const wroteTo = async (say: () => Promise<unknown>, name: string): Promise<string> => {
  try {
    await say();
    return words.wrotePrivately(name);
  } catch (error) {
    if (error instanceof ChatRefused) return words.cannotWritePrivately(name);
    throw error;
  }
};

/** In a channel, beneath what was typed. */
export const addressOf = ({ serviceUrl, conversation, thread }: Place): Address => ({
  serviceUrl,
  conversation: thread === undefined ? conversation : inThread(conversation, thread),
});
