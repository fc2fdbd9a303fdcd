import type { ChannelRef, MessageRef } from './chat.ts';

/** What has been told in one channel about one subject: an operation, or a job that somebody else began. */
export interface Delivery {
  readonly channel: ChannelRef;
  /** The one card that is edited in place, once there is one. */
  readonly card?: MessageRef;
  /** Which version of the subject the card shows, and since when. */
  readonly shown: number;
  readonly shownAt: number;
  /** Messages that wait for somebody's answer. */
  readonly asked?: readonly AskedOf[];
  /** Since when nothing could be said there. */
  readonly troubledSince?: number;
  /** Nothing more is tried, and the fallback channel knows. */
  readonly givenUp?: true;
}

export interface AskedOf {
  readonly milestone: string;
  readonly message: MessageRef;
}

/** `held`: somebody else is telling it, or died over it; a claim ends by itself. */
export type Claim = 'mine' | 'held' | 'told';

/** Remembers what was told where, so that whichever process goes on tells what is missing and no more. */
export interface Deliveries {
  of(subject: string): Promise<readonly Delivery[]>;
  keep(subject: string, delivery: Delivery): Promise<void>;
  /** `mine` for one process at a time; who claims and says nothing more loses it again. */
  claim(subject: string, channel: ChannelRef, milestone: string): Promise<Claim>;
  told(subject: string, channel: ChannelRef, milestone: string): Promise<void>;
  /** It was not said after all. */
  release(subject: string, channel: ChannelRef, milestone: string): Promise<void>;
}

/** What is still to be told of operations. */
export interface News {
  /** Told up to this version. If more was written since it stays due; with `againInMs` it becomes due once more. */
  settle(operation: string, version: number, againInMs?: number): Promise<void>;
}
