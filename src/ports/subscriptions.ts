import type { ChannelRef, MessageRef } from './chat.ts';

const watchEvents = ['started', 'progress', 'completed', 'failed', 'health', 'rpo'] as const;
type WatchEvent = (typeof watchEvents)[number];

/** Somebody or some channel that wants to hear of something. */
export interface Subscription {
  readonly id: string;
  readonly channel: ChannelRef;
  /** `vm:<id>`, `application:payments`, `vault:<id>`, `region:eastus`, `operation:DR-1042`, `copy:<id>`. */
  readonly about: string;
  readonly events: readonly WatchEvent[];
  /** Progress at every so many percent. */
  readonly everyPercent?: number;
  readonly by: string;
  /** The one card that is edited in place, once there is one. */
  readonly card?: MessageRef;
}

export interface Subscriptions {
  add(subscription: Omit<Subscription, 'id'>): Promise<Subscription>;
  remove(id: string): Promise<boolean>;
  of(channel: ChannelRef): Promise<readonly Subscription[]>;
  about(subjects: readonly string[]): Promise<readonly Subscription[]>;
  /** Says nothing where the subscription is gone by now. */
  keepCard(id: string, card: MessageRef): Promise<void>;
}
