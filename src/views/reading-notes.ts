import { note } from '../messages/compose.ts';
import type { Block } from '../messages/message.ts';
import type { Gaps } from '../ports/azure/reading.ts';
import { gapSentences } from './gap-words.ts';
import { ago, counted, secondsBetween } from './words.ts';

interface Read {
  readonly missing: Gaps;
  readonly readAt: Date | undefined;
  readonly now: Date;
}

/** What is not in the answer, one sentence each. */
export const missingNotes = ({ missing }: Pick<Read, 'missing'>): readonly Block[] =>
  gapSentences(missing).map((sentence) => note(`Missing here: ${sentence}`));

/** What to do next, and how old the figures are. */
export const lastNote = (next: string | undefined, { readAt, now }: Omit<Read, 'missing'>): Block | undefined => {
  const parts = [next, readAt && `figures read ${age(readAt, now)}`].filter((part) => part !== undefined);
  return parts.length > 0 ? note(parts.join('   ·   ')) : undefined;
};

const age = (readAt: Date, now: Date): string => (secondsBetween(readAt, now) < 2 ? 'just now' : ago(readAt, now));

/** Rows that the asker may not see are not shown; that there are some is said. */
export const leftOutNote = (count: number, word: string): Block | undefined =>
  count > 0 ? note(`Left out: ${counted(count, word)} that you may not read in full.`) : undefined;
