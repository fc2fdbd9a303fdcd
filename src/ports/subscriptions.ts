import type { WatchEvent } from '../policy/policy.ts';
import type { ChannelRef } from './chat.ts';

/** Somebody or some channel that wants to hear of something. */
export interface Subscription {
  readonly id: string;
  readonly channel: ChannelRef;
  /** `vm:<id>`, `application:payments`, `vault:<id>`, `region:eastus`, `operation:DR-1042`, `copy:<id>`. */
  readonly about: string;
  /** How people call it. */
  readonly title: string;
  readonly events: readonly WatchEvent[];
  /** Progress at every so many percent. */
  readonly everyPercent?: number;
  /** The person. */
  readonly by: string;
}

export interface Subscriptions {
  add(subscription: Omit<Subscription, 'id'>): Promise<Subscription>;
  remove(id: string): Promise<boolean>;
  of(channel: ChannelRef): Promise<readonly Subscription[]>;
  about(subjects: readonly string[]): Promise<readonly Subscription[]>;
  all(): Promise<readonly Subscription[]>;
}
