import type { Message } from '../messages/message.ts';

type Platform = 'slack' | 'teams' | 'terminal';

/** Who speaks, as their platform proved it. Names are for showing, never for deciding. */
export interface Account {
  readonly platform: Platform;
  /** Slack's workspace, Entra's tenant; empty on a terminal. */
  readonly tenant: string;
  /** Slack's user, Entra's object id, the operating system's user name. */
  readonly id: string;
  readonly name: string;
  /** A guest, or somebody of a foreign workspace or tenant. */
  readonly outsider: boolean;
}

export interface ChannelRef {
  readonly platform: Platform;
  readonly tenant: string;
  readonly id: string;
  /** A conversation of one person with the bot. */
  readonly personal: boolean;
  /** Guests or foreign organisations are in it. */
  readonly sharedOutside: boolean;
}

/** One thing that somebody asked for, whichever way: typed, clicked, or filled in. */
export interface Invocation {
  readonly account: Account;
  readonly channel: ChannelRef;
  /** The platform's own id of the delivery: the same delivery twice acts once. */
  readonly deliveryId: string;
  readonly input: Input;
}

export type Input =
  /** Of a button, with what it asks for before: whoever was not known when it was pressed was shown no form yet. */
  | { readonly kind: 'line'; readonly text: string; readonly asks?: readonly string[] | undefined }
  | ({ readonly kind: 'form' } & Filled)
  /** Somebody opened the bot's own page: what needs them now. */
  | { readonly kind: 'home' };

/** A form as somebody filled it in. */
export interface Filled {
  readonly command: string;
  readonly values: FormValues;
}

export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What can only be an answer is an answer. */
export type Reply =
  /** Seen by the person alone unless `shared`. */
  | {
      readonly kind: 'message';
      readonly message: Message;
      readonly shared: boolean;
      /** The line that asks for it again, where asking changes nothing: so a page further on can be shown. */
      readonly again?: string;
    }
  | { readonly kind: 'form'; readonly form: Form }
  /** Seen by the person alone, always. */
  | { readonly kind: 'refusal'; readonly message: Message }
  /** A repeated delivery: it was answered the first time. */
  | { readonly kind: 'nothing' };

export interface Form {
  readonly command: string;
  readonly title: string;
  readonly fields: readonly Field[];
  /** Known already and not asked: goes back with the answers. */
  readonly keep: FormValues;
  readonly submit: string;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly input: FieldInput;
  readonly required: boolean;
  readonly value?: string | readonly string[];
  /** Why the value that was given does not do. */
  readonly problem?: string;
}

export type FieldInput =
  | { readonly kind: 'text'; readonly long: boolean; readonly many: boolean }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'toggle' }
  /** Text with live suggestions. */
  | { readonly kind: 'name'; readonly many: boolean };

export interface Suggestion {
  readonly value: string;
  readonly label: string;
}

export interface MessageRef {
  readonly channel: ChannelRef;
  readonly id: string;
}

/** What a chat is connected to. */
export interface Hearing {
  /** Answers when it can: Redis and Azure may be asked. Never throws. */
  receive(invocation: Invocation): Promise<Reply>;
  /**
   * At once, from definitions alone: what has to be filled in before the line can be run, or what `asks` names.
   * Undefined: nothing, or the account may not see it; then `receive` answers the line.
   */
  formFor(account: Account, line: string, asks?: readonly string[]): Form | undefined;
  /** At once: the form again with what is wrong; undefined where nothing is. */
  check(account: Account, filled: Filled): Form | undefined;
  /** At once, from memory: what could stand in an argument. */
  suggest(account: Account, half: HalfTyped): readonly Suggestion[];
}

interface HalfTyped {
  readonly command: string;
  readonly argument: string;
  readonly typed: string;
}

/** A place where people talk to the bot. What it is told to say is refused with an error of src/errors/chat.ts. */
export interface ChatPort {
  readonly platform: Platform;
  start(hearing: Hearing): Promise<void>;
  stop(): Promise<void>;
  post(channel: ChannelRef, message: Message): Promise<MessageRef>;
  /** Beneath a message, in its thread, where the platform has threads. */
  reply(to: MessageRef, message: Message): Promise<MessageRef>;
  edit(ref: MessageRef, message: Message): Promise<void>;
  direct(account: Account, message: Message): Promise<MessageRef>;
}
