import type { Asker } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import type { WatchEvent } from '../policy/policy.ts';
import type { Target } from './names.ts';

/** What people ask to be told of, where they ask: a channel, or their own conversation with the bot. */
export interface Watching {
  watch(order: WatchOrder, asker: Asker): Promise<Message>;
  /** By the number of the watch. */
  unwatch(id: string, asker: Asker): Promise<Message>;
  list(asker: Asker): Promise<Message>;
}

export interface WatchOrder {
  readonly target: Target | { readonly operation: string } | { readonly copy: string; readonly name: string };
  readonly events: readonly WatchEvent[];
  readonly everyPercent?: number;
}
