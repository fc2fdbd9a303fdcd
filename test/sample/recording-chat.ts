import { ChatRefused } from '../../src/errors/chat.ts';
import type { Action, Message } from '../../src/messages/message.ts';
import { renderPlain } from '../../src/messages/plain.ts';
import type {
  Account,
  ChannelRef,
  ChatPort,
  Form,
  FormValues,
  Hearing,
  Input,
  Invocation,
  MessageRef,
} from '../../src/ports/chat.ts';
import type { ChannelStage, Seen, ShownForm } from '../contract/chat.ts';

type Platform = ChatPort['platform'];

interface Said {
  readonly id: string;
  message: Message;
  readonly channel: ChannelRef;
  readonly beneath?: string;
  /** Seen by this account alone. */
  readonly only?: string;
}

/** A chat platform in memory: people type and click, and everything said is on record. */
export class RecordingChat implements ChatPort, ChannelStage {
  readonly platform: Platform;
  readonly ana: Account;
  readonly cleo: Account;
  readonly channel: ChannelRef;
  readonly elsewhere: ChannelRef;
  readonly said: Said[] = [];
  readonly #forms = new Map<string, Form>();
  #hearing: Hearing | undefined;
  #deliveries = 0;
  #last: Invocation | undefined;

  constructor(platform: Platform = 'slack', tenant = 'T1') {
    this.platform = platform;
    this.ana = { platform, tenant, id: 'U-ana', name: 'ana', outsider: false };
    this.cleo = { platform, tenant, id: 'U-cleo', name: 'cleo', outsider: false };
    this.channel = { platform, tenant, id: 'C1', personal: false, sharedOutside: false };
    this.elsewhere = { ...this.channel, id: 'C-elsewhere' };
  }

  get chat(): this {
    return this;
  }

  async start(hearing: Hearing): Promise<void> {
    this.#hearing = hearing;
  }

  async stop(): Promise<void> {
    this.#hearing = undefined;
  }

  async post(channel: ChannelRef, message: Message): Promise<MessageRef> {
    return this.#say({ channel, message });
  }

  async reply(to: MessageRef, message: Message): Promise<MessageRef> {
    return this.#say({ channel: to.channel, message, beneath: to.id });
  }

  async edit(ref: MessageRef, message: Message): Promise<void> {
    const standing = this.said.find(({ id }) => id === ref.id);
    if (!standing) throw new ChatRefused('message_not_found');
    standing.message = message;
  }

  async direct(account: Account, message: Message): Promise<MessageRef> {
    return this.#say({ channel: this.personalOf(account), message });
  }

  /** Where that person talks to the bot alone. */
  personalOf({ id }: Account): ChannelRef {
    return { ...this.channel, id: `D-${id}`, personal: true };
  }

  types(who: Account, line: string, channel = this.channel): Promise<void> {
    const form = this.#hearing?.formFor(who, line);
    return form ? this.#show(who, form) : this.#deliver(who, { kind: 'line', text: line }, channel);
  }

  async clicks(who: Account, label: string): Promise<void> {
    const buttons = this.said.filter((said) => this.#isSeenBy(said, who)).flatMap(({ message }) => commandsOf(message));
    const button = buttons.findLast((action) => action.label === label);
    if (!button) throw new Error(`${who.id} sees no button "${label}".`);
    const form = button.asks && this.#hearing?.formFor(who, button.line, button.asks);
    await (form
      ? this.#show(who, form)
      : this.#deliver(who, { kind: 'line', text: button.line, asks: button.asks }, this.channel));
  }

  async form(who: Account): Promise<ShownForm | undefined> {
    const form = this.#forms.get(who.id);
    if (!form) return undefined;
    const problems = form.fields.flatMap(({ name, problem }) => (problem ? [[name, problem]] : []));
    return {
      title: form.title,
      problems: Object.fromEntries(problems),
      fields: form.fields.map((field) => field.name),
    };
  }

  async fills(who: Account, values: FormValues): Promise<void> {
    const form = this.#forms.get(who.id);
    if (!form) throw new Error(`No form is open before ${who.id}.`);
    const filled = { command: form.command, values: { ...form.keep, ...values } };
    const wrong = this.#hearing?.check(who, filled);
    if (wrong) return this.#show(who, wrong);
    this.#forms.delete(who.id);
    await this.#deliver(who, { kind: 'form', ...filled }, this.channel);
  }

  async sees(who: Account): Promise<readonly Seen[]> {
    return this.#seen(who, this.channel);
  }

  async seesAlone(who: Account): Promise<readonly Seen[]> {
    return this.#seen(who, this.personalOf(who));
  }

  async deliversAgain(): Promise<void> {
    if (this.#last) await this.#receive(this.#last);
  }

  /** Plain text has no markup. */
  async notified(): Promise<readonly string[]> {
    return [];
  }

  #say(said: Omit<Said, 'id'>): MessageRef {
    if (said.channel.id === this.elsewhere.id) throw new ChatRefused('not_in_channel');
    const id = `${this.said.length + 1}`;
    this.said.push({ ...said, id });
    return { channel: said.channel, id };
  }

  async #show(who: Account, form: Form): Promise<void> {
    this.#forms.set(who.id, form);
  }

  #deliver(account: Account, input: Input, channel: ChannelRef): Promise<void> {
    this.#deliveries += 1;
    return this.#receive({ account, channel, deliveryId: `delivery-${this.#deliveries}`, input });
  }

  async #receive(invocation: Invocation): Promise<void> {
    this.#last = invocation;
    const reply = await this.#hearing?.receive(invocation);
    if (!reply || reply.kind === 'nothing') return;
    const { account, channel } = invocation;
    if (reply.kind === 'form') return this.#show(account, reply.form);
    const shared = reply.kind === 'message' && reply.shared;
    this.#say({ channel, message: reply.message, ...(!shared && { only: account.id }) });
  }

  #seen(who: Account, channel: ChannelRef): readonly Seen[] {
    return this.said
      .filter((said) => said.channel.id === channel.id && this.#isSeenBy(said, who))
      .map(({ id, message, beneath }) => ({
        id,
        text: renderPlain(message),
        buttons: commandsOf(message).map((action) => action.label),
        ...(beneath && { beneath }),
      }));
  }

  #isSeenBy({ only, channel }: Said, who: Account): boolean {
    return (only ?? who.id) === who.id && (!channel.personal || channel.id === this.personalOf(who).id);
  }
}

const commandsOf = (message: Message) =>
  message.blocks
    .flatMap((block): readonly Action[] => (block.kind === 'actions' ? block.actions : []))
    .filter((action) => action.kind === 'command');
