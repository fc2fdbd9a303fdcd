import { actions, message, runs } from '../../../src/messages/compose.ts';
import type { Message } from '../../../src/messages/message.ts';
import type { ChannelRef, Hearing, Input, Invocation } from '../../../src/ports/chat.ts';
import type { Answering } from '../answer/answering.ts';
import type { Origin } from '../answer/outlet.ts';
import type { People, Speaker } from '../identify/people.ts';
import type { Places } from '../identify/places.ts';
import { words } from '../words.ts';

/** One thing that came from Slack and was acknowledged. */
export interface Incoming {
  readonly speaker: Speaker;
  readonly origin: Origin;
  readonly deliveryId: string;
}

interface ConversationParts {
  readonly hearing: Hearing;
  readonly people: People;
  readonly places: Places;
  readonly answering: Answering;
  readonly report: (problem: string, error: unknown) => void;
}

export type Conversation = ReturnType<typeof createConversation>;

/** What comes after the acknowledgement: who it is, where, what is answered. Never fails; what goes wrong is reported. */
export const createConversation = ({ hearing, people, places, answering, report }: ConversationParts) => {
  /** Undefined, and said so, where Slack does not tell who it is. */
  const invocationOf = async (incoming: Incoming, input: Input): Promise<Invocation | undefined> => {
    const { speaker, origin, deliveryId } = incoming;
    try {
      const [account, channel] = await Promise.all([people.account(speaker), placeOf(origin)]);
      return { account, channel, deliveryId, input };
    } catch (error) {
      report('slack did not tell who asked', error);
      await answering.alone({ ...origin, personal: false }, message(words.cannotTellWho, 'warning'));
      return undefined;
    }
  };

  const placeOf = ({ channel, user }: Origin): Promise<ChannelRef> =>
    channel ? places.placeOf(channel, user) : places.directOf(user);

  const guarded =
    <Given extends readonly unknown[]>(run: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      try {
        await run(...given);
      } catch (error) {
        report('an answer could not be given on slack', error);
      }
    };

  return {
    /** Asks, and brings the answer to whoever asked. */
    ask: guarded(async (incoming: Incoming, input: Input, page?: number): Promise<void> => {
      const invocation = await invocationOf(incoming, input);
      if (!invocation) return;
      const reply = await hearing.receive(invocation);
      const { origin } = incoming;
      const isPersonal = invocation.channel.personal;
      const route = { ...origin, personal: isPersonal, ...(isPersonal && { channel: invocation.channel.id }) };
      await answering.reply(reply, route, invocation, page);
    }),
    /** Asks for what stands on the person's home tab. */
    home: guarded(async (incoming: Incoming, show: (said: Message) => Promise<void>) => {
      const invocation = await invocationOf(incoming, { kind: 'home' });
      const reply = invocation && (await hearing.receive(invocation));
      if (reply && 'message' in reply) await show(reply.message);
    }),
    /** A form that could not be opened: a click has to open it. */
    offer: guarded((incoming: Incoming, line: string, asks?: readonly string[]) =>
      answering.alone(
        { ...incoming.origin, personal: false },
        message(words.formNeeded, 'neutral', actions(runs(words.openForm, line, 'primary', asks && { asks }))),
      ),
    ),
    tell: guarded((incoming: Incoming, text: string) =>
      answering.alone({ ...incoming.origin, personal: false }, message(text, 'warning')),
    ),
  };
};
