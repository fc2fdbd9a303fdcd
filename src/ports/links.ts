import type { Asker } from '../definitions/command.ts';
import type { Message } from '../messages/message.ts';
import type { Account } from './chat.ts';

/** Lets people say which accounts are theirs. Every order is answered. */
export interface Links {
  /** Without a code one is made and sent to the account in person; with one, the two accounts become one person's. */
  link(code: string | undefined, asker: Asker): Promise<Message>;
  confirm(id: string, asker: Asker): Promise<Message>;
  /** Without an id: the link of the account that speaks. */
  unlink(id: string | undefined, asker: Asker): Promise<Message>;
}

/** Whose account it is by a link. */
export interface LinkedPerson {
  readonly person: string;
  readonly confirmed: boolean;
}

export interface LinkedPeople {
  of(account: Account): Promise<LinkedPerson | undefined>;
  /** At once: as it was when it was asked last. */
  remembered(account: Account): LinkedPerson | undefined;
}
