import type { Asker } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';

/** What can be done about a store that went back in time. */
export interface Hold {
  /** Shows what is held and what Azure does meanwhile; ends it where somebody says that they have looked. */
  lift(order: { readonly looked: boolean }, asker: Asker): Promise<Message>;
}
