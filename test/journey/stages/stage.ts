import type { ChatPort, Hearing } from '../../../src/ports/chat.ts';

/** Where people ask, and where they decide; each platform has one of both. */
export type Room = 'dr' | 'approvals';

/** The people of the bench, by their ids in the policy. */
export type Name = 'ana' | 'cleo' | 'rob' | 'dan';

/** A message as somebody sees it. */
export interface Card {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly string[];
}

export type Fields = Readonly<Record<string, string>>;

/** One platform as people use it: they say a line, read what they are answered, fill in forms and press buttons. */
export interface Stage {
  readonly platform: 'Slack' | 'Teams';
  readonly chat: ChatPort;
  listen(hearing: Hearing): Promise<void>;
  /** In the room where people ask. */
  says(who: Name, line: string): Promise<void>;
  /** In their own conversation with the bot. */
  tells(who: Name, line: string): Promise<void>;
  /** The last button of that label in the room, or in what they were answered alone; in its form, these fields. */
  presses(who: Name, room: Room, label: string, fields?: Fields): Promise<void>;
  /** The form before them. */
  fills(who: Name, fields: Fields): Promise<void>;
  /** Everything in a room as it stands for them now, with what was said to them alone there. */
  sees(who: Name, room: Room): readonly Card[];
  /** What was said to them in their own conversation with the bot. */
  seesAlone(who: Name): readonly Card[];
  /** Whatever the platform or the adapter had to find fault with. */
  faults(): readonly unknown[];
}
