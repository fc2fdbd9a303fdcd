import type { Server } from 'node:http';
import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { ChatUnreachable } from '../../src/errors/chat.ts';
import type { Message } from '../../src/messages/message.ts';
import type { Account, ChannelRef, ChatPort, Hearing, MessageRef } from '../../src/ports/chat.ts';
import type { Time } from '../chat/time.ts';
import { type Connected, connect } from './connect.ts';
import { boltLogger } from './receive/bolt-logger.ts';
import { type Inbound, receiverFor } from './receive/receivers.ts';
import { type Calls, createCalls } from './web/calls.ts';
import { createPace } from './web/pace.ts';
import { threadOf } from './web/posts.ts';

export interface SlackOptions {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly inbound: Inbound;
  /** Hears of what goes wrong, and of what an administrator should know. */
  readonly report: (problem: string, error: unknown) => void;
  readonly time: Time;
  /** How often one message is edited at most. */
  readonly editEveryMs: number;
}

const callWithinMs = 10_000;
const endsWithinMs = 1000;

/** One workspace of Slack. */
export class SlackChat implements ChatPort {
  readonly platform = 'slack';
  readonly #options: SlackOptions;
  readonly #calls: Calls;
  #connected: Connected | undefined;
  #app: App | undefined;
  #server: Server | undefined;

  constructor(options: SlackOptions) {
    this.#options = options;
    const client = new WebClient(options.botToken, {
      slackApiUrl: options.apiUrl,
      timeout: callWithinMs,
      // Tried again by the rules of this adapter alone: the client would say a thing twice.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: boltLogger(() => {}),
    });
    this.#calls = createCalls(client, createPace(options.time), options.time);
  }

  /** Where Slack reaches the bot over HTTP, once it has started. */
  get address(): string | undefined {
    const bound = this.#server?.address();
    return bound && typeof bound === 'object' ? `http://${bound.address}:${bound.port}/slack/events` : undefined;
  }

  async start(hearing: Hearing): Promise<void> {
    const { inbound, report } = this.#options;
    const connected = await connect(this.#calls, this.#options);
    this.#connected = connected;
    const { botUser, botId } = connected.workspace;
    const logger = boltLogger(report);
    const app = new App({
      receiver: receiverFor(inbound, logger),
      logger,
      // From memory: who the bot is must not be asked before something is acknowledged.
      authorize: async () => ({ botToken: this.#options.botToken, botId, botUserId: botUser }),
      clientOptions: { slackApiUrl: this.#options.apiUrl },
      convoStore: false,
    });
    app.error(async (error) => report('something from slack could not be handled', error));
    connected.listen(app, hearing);
    this.#app = app;
    this.#server = await startListening(app, inbound);
  }

  async stop(): Promise<void> {
    const stopped = this.#app?.stop();
    this.#app = undefined;
    await Promise.race([stopped, this.#options.time.sleep(endsWithinMs)]);
    // A request that is never answered must not keep the process.
    this.#server?.closeAllConnections();
    await stopped;
  }

  post(channel: ChannelRef, message: Message): Promise<MessageRef> {
    return this.#ready().posts.post(channel, message);
  }

  reply(to: MessageRef, message: Message): Promise<MessageRef> {
    return this.#ready().posts.post(to.channel, message, threadOf(to));
  }

  edit(ref: MessageRef, message: Message): Promise<void> {
    return this.#ready().posts.edit(ref, message);
  }

  async direct({ id }: Account, message: Message): Promise<MessageRef> {
    const { places, posts } = this.#ready();
    return posts.post(await places.directOf(id), message);
  }

  #ready(): Connected {
    if (!this.#connected) throw new ChatUnreachable('Slack has not been connected yet.');
    return this.#connected;
  }
}

const startListening = async (app: App, inbound: Inbound): Promise<Server | undefined> => {
  if (inbound.kind === 'socket') {
    await app.start();
    return undefined;
  }
  const { host, port } = inbound;
  return app.start({ host, port }) as Promise<Server>;
};
