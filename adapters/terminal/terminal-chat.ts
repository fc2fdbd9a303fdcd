import { randomUUID } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Message } from '../../src/messages/message.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import type { Account, ChannelRef, ChatPort, Hearing, Input, Invocation, MessageRef } from '../../src/ports/chat.ts';
import { askForm } from './ask-form.ts';
import { type CommandButton, commandsOf, numbered } from './buttons.ts';

interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** The operating system's user. */
  readonly user: string;
  readonly greeting: string;
  readonly commandNames: readonly string[];
}

type Receive = Hearing['receive'];

/** One person, one screen: works when chat is down. */
export class TerminalChat implements ChatPort {
  readonly platform = 'terminal';
  /** Who sits here. */
  readonly account: Account;
  /** Settles when the person leaves. */
  readonly closed: Promise<void>;
  readonly #options: TerminalOptions;
  readonly #channel: ChannelRef;
  readonly #terminal: Interface;
  readonly #lines: AsyncIterator<string>;
  /** Every button ever shown: a card that comes in while somebody types must not change what a number presses. */
  readonly #buttons: CommandButton[] = [];
  #posted = 0;
  /** What each message says now, by its id. */
  readonly #standing = new Map<string, string>();
  /** The input is over; lines that came before may still be waiting. */
  #ended = false;
  #leave: () => void = () => {};

  constructor(options: TerminalOptions) {
    const { input, output, user, commandNames } = options;
    this.#options = options;
    this.account = { platform: 'terminal', tenant: '', id: user, name: user, outsider: false };
    this.#channel = { platform: 'terminal', tenant: '', id: user, personal: true, sharedOutside: false };
    this.#terminal = createInterface({ input, output, completer: completerFor(commandNames) });
    this.#lines = this.#terminal[Symbol.asyncIterator]();
    this.#terminal.once('close', () => {
      this.#ended = true;
    });
    this.closed = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  async start({ receive }: Hearing): Promise<void> {
    this.#say(this.#options.greeting);
    void this.#converse(receive).then(this.#leave);
  }

  async stop(): Promise<void> {
    this.#terminal.close();
  }

  async post(channel: ChannelRef, message: Message): Promise<MessageRef> {
    this.#posted += 1;
    const id = String(this.#posted);
    this.#standing.set(id, renderPlain(message));
    this.#show(message);
    return { channel, id };
  }

  reply(to: MessageRef, message: Message): Promise<MessageRef> {
    return this.post(to.channel, message);
  }

  /** Paper cannot be edited: the new state follows the old one, where it is another. */
  async edit({ id }: MessageRef, message: Message): Promise<void> {
    const text = renderPlain(message);
    if (this.#standing.get(id) === text) return;
    this.#standing.set(id, text);
    this.#show(message);
  }

  direct(_account: Account, message: Message): Promise<MessageRef> {
    return this.post(this.#channel, message);
  }

  async #converse(receive: Receive): Promise<void> {
    for (;;) {
      const line = await this.#nextLine('lifeboat> ');
      if (line === undefined || /^\s*(?:exit|quit)\s*$/u.test(line)) break;
      // An empty line is somebody who wants to see the prompt again.
      if (line.trim() === '') continue;
      const button = this.#buttons[Number(line.trim()) - 1];
      await this.#ask(receive, { kind: 'line', text: button ? button.line : line });
    }
    this.#terminal.close();
  }

  /** One queue for commands and for the answers to a form, so that piped input is read in order too. */
  async #nextLine(prompt: string): Promise<string | undefined> {
    if (!this.#ended) {
      this.#terminal.setPrompt(prompt);
      this.#terminal.prompt();
    }
    const { value, done } = await this.#lines.next();
    return done ? undefined : value;
  }

  async #ask(receive: Receive, input: Input): Promise<void> {
    const reply = await receive(this.#invocation(input));
    if (reply.kind === 'message' || reply.kind === 'refusal') this.#show(reply.message);
    if (reply.kind !== 'form') return;
    const values = await askForm(reply.form, (question) => this.#nextLine(question));
    const { command, keep } = reply.form;
    if (values) await this.#ask(receive, { kind: 'form', command, values: { ...keep, ...values } });
    else this.#say('Left. Nothing was done.');
  }

  #invocation(input: Input): Invocation {
    return { account: this.account, channel: this.#channel, deliveryId: randomUUID(), input };
  }

  #show(message: Message): void {
    this.#say(renderPlain(numbered(message, this.#buttons.length)));
    this.#buttons.push(...commandsOf(message));
  }

  #say(text: string): void {
    this.#options.output.write(`${text}\n\n`);
  }
}

const completerFor =
  (commandNames: readonly string[]) =>
  (line: string): [string[], string] => [commandNames.filter((name) => name.startsWith(line)), line];
