import type { Message } from '../messages/message.ts';
import type { WatchEvent } from '../policy/policy.ts';
import type { About } from './hearers.ts';

/** Something in Azure that may be watched, as it stands now. */
export interface Sighting {
  /** `job:<id>`, `copy:<id>`, `health:<vm>`, `rpo:<vm>`. */
  readonly key: string;
  readonly title: string;
  readonly about: About;
  /** Compared as it is: anything else is news. */
  readonly state: string;
  readonly ended: boolean;
  readonly percent?: number;
  /** Work that ended before anybody looked is not announced. */
  readonly endedAt?: Date;
  /** The bot's own work is told as an operation: of this those hear who asked for it by its key, and nobody else. */
  readonly own?: true;
  /** What it would be told as. */
  readonly event: WatchEvent;
  /** Work has a card, edited in place, and an end; a condition has a message whenever it changes. */
  readonly kind: 'work' | 'condition';
  readonly card: Message;
  /** Whoever saw it knows that it is news, even at the first look. */
  readonly isNews?: true;
  /** Something in between that deserves a message of its own, once. */
  readonly notice?: string;
  /** Called when everybody has been told of its end. */
  readonly settle?: () => Promise<void>;
}
