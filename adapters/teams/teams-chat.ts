import type { Message } from '../../src/messages/message.ts';
import type { Account, ChannelRef, ChatPort, Hearing, MessageRef } from '../../src/ports/chat.ts';
import type { Conversations } from '../../src/ports/conversations.ts';
import { BotFramework, type BotIdentity } from './connector/bot-framework.ts';
import { createMembers, type RosterOf } from './connector/members.ts';
import { createVoice, type Voice } from './connector/voice.ts';
import { createDoorkeeper } from './doorkeeper.ts';
import { type Listener, listen } from './listener.ts';
import { createReception } from './reception.ts';
import { createSpeaking, type Speaking } from './speaking.ts';

interface TeamsOptions {
  readonly identity: BotIdentity;
  /** Hosts that an activity may ask to be answered at. */
  readonly serviceHosts: readonly string[];
  readonly listen: { readonly host: string; readonly port: number };
  readonly conversations: Conversations;
  /** The platform shows answers to one person inside a channel. */
  readonly targetedMessages: boolean;
  /** The bot was taken out of a conversation. */
  readonly lost: (channel: ChannelRef) => void;
  /** Hears of what went wrong where nobody waits for it. */
  readonly report: (error: unknown) => void;
  readonly timing?: Timing;
  /** A press that takes longer is answered in the person's own chat. */
  readonly answerWithinMs?: number;
}

/** The platform gives up after fifteen seconds; the way there and back is part of them. */
const defaultAnswerWithinMs = 8000;

interface Timing {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

const realTime: Timing = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
  random: Math.random,
};

/** Microsoft Teams, through the Bot Framework. */
export class TeamsChat implements ChatPort {
  readonly platform = 'teams';
  readonly #options: TeamsOptions;
  readonly #bot: BotFramework;
  readonly #voice: Voice;
  readonly #rosterOf: RosterOf;
  readonly #speaking: Speaking;
  #listener: Listener | undefined;

  constructor(options: TeamsOptions) {
    const { identity, serviceHosts, conversations, lost, timing = realTime } = options;
    this.#options = options;
    this.#bot = new BotFramework(identity, serviceHosts);
    this.#voice = createVoice(this.#bot, identity.appId, timing);
    this.#rosterOf = createMembers({ bot: this.#bot, tenant: identity.tenant, timing });
    this.#speaking = createSpeaking({ voice: this.#voice, conversations, rosterOf: this.#rosterOf, lost });
  }

  /** Where it listens; 0 before it does. */
  get port(): number {
    return this.#listener?.port ?? 0;
  }

  async start(hearing: Hearing): Promise<void> {
    const { identity, serviceHosts, report } = this.#options;
    const handle = createReception({
      ...this.#options,
      hearing,
      tenant: identity.tenant,
      voice: this.#voice,
      speaking: this.#speaking,
      rosterOf: this.#rosterOf,
      answerWithinMs: this.#options.answerWithinMs ?? defaultAnswerWithinMs,
    });
    const door = createDoorkeeper({ bot: this.#bot, serviceHosts, handle, report });
    this.#listener = await listen({ ...this.#options.listen, handle: door });
  }

  async stop(): Promise<void> {
    await this.#listener?.close();
  }

  post(channel: ChannelRef, message: Message): Promise<MessageRef> {
    return this.#speaking.post(channel, message);
  }

  reply(to: MessageRef, message: Message): Promise<MessageRef> {
    return this.#speaking.reply(to, message);
  }

  edit(ref: MessageRef, message: Message): Promise<void> {
    return this.#speaking.edit(ref, message);
  }

  direct(account: Account, message: Message): Promise<MessageRef> {
    return this.#speaking.direct(account, message);
  }
}
