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

/** One thing that somebody asked for, whichever way: typed, clicked, filled in, or half-typed. */
export interface Invocation {
  readonly account: Account;
  readonly channel: ChannelRef;
  /** The platform's own id of the delivery: the same delivery twice acts once. */
  readonly deliveryId: string;
  readonly input: Input;
}

export type Input =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'form'; readonly command: string; readonly values: FormValues }
  | { readonly kind: 'suggest'; readonly command: string; readonly argument: string; readonly typed: string };

export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What can only be an answer is an answer. */
export type Reply =
  /** Seen by the person alone unless `shared`. */
  | { readonly kind: 'message'; readonly message: Message; readonly shared: boolean }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'suggestions'; readonly options: readonly Suggestion[] }
  /** Seen by the person alone, always. */
  | { readonly kind: 'refusal'; readonly message: Message }
  /** A repeated delivery: it was answered the first time. */
  | { readonly kind: 'nothing' };

export interface Form {
  readonly command: string;
  readonly title: string;
  readonly fields: readonly Field[];
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

/** A place where people talk to the bot. */
export interface ChatPort {
  readonly platform: Platform;
  start(receive: (invocation: Invocation) => Promise<Reply>): Promise<void>;
  stop(): Promise<void>;
  post(channel: ChannelRef, message: Message): Promise<MessageRef>;
  edit(ref: MessageRef, message: Message): Promise<void>;
  direct(account: Account, message: Message): Promise<MessageRef>;
}
