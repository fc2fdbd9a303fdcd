/** What one person sees of both chats, as it goes to the browser. */
export interface Update {
  readonly me: string;
  /** The keys of everything there is, in its order. */
  readonly order: readonly string[];
  /** What is new, or has changed since the last update on this line. */
  readonly changed: readonly SeenMessage[];
  readonly modal?: SeenModal;
}

export const chatNames = ['slack', 'teams'] as const;
export type ChatName = (typeof chatNames)[number];

export interface SeenMessage {
  readonly key: string;
  readonly chat: ChatName;
  readonly channel: string;
  readonly id: string;
  /** The id of the message that it stands beneath. */
  readonly thread?: string;
  readonly author: string;
  readonly byBot: boolean;
  /** Milliseconds since the epoch; absent where it has no time. */
  readonly at?: number;
  readonly edits: number;
  /** Seen by nobody else. */
  readonly alone: boolean;
  readonly text: string;
  /** Of Slack. */
  readonly blocks?: readonly Json[];
  /** An Adaptive Card. */
  readonly card?: Json;
}

export interface SeenModal {
  readonly id: string;
  readonly hash: string;
  readonly view: Json;
  readonly errors: Readonly<Record<string, string>>;
}

export type Json = Readonly<Record<string, unknown>>;

/** Who can be played and where they can talk: what the page is built from. */
export interface Stage {
  readonly people: readonly { readonly id: string; readonly name: string; readonly part: string }[];
  readonly channels: Readonly<Record<ChatName, readonly SeenChannel[]>>;
}

export interface SeenChannel {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** Everybody has one of their own. */
export const personal = 'personal';
export const home = 'home';

/** How a deed was answered, where the answer is for the one who did it. */
export interface Outcome {
  readonly notice?: string;
  readonly suggestions?: readonly { readonly title: string; readonly value: string }[];
}
