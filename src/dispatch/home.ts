import { message, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import { parse } from '../parser/parse.ts';
import type { Reply } from '../ports/chat.ts';
import { answer } from './answer.ts';
import type { Conversation } from './dispatcher.ts';

/** What needs somebody now: what waits for a decision, what runs, and how well everything is protected. */
const shownAtHome = ['approvals', 'operations', 'status'];

export const home = async (talk: Conversation): Promise<Reply> => {
  const replies = await Promise.all(shownAtHome.map((line) => answer(talk, parse(line, talk.catalog))));
  const refused = replies.find((reply) => reply.kind === 'refusal');
  if (!talk.asker.person && refused) return refused;
  const told = replies.flatMap((reply) => ('message' in reply ? [reply.message] : []));
  return { kind: 'message', message: together(told), shared: false };
};

const together = (messages: readonly Message[]): Message =>
  message('What needs you now', 'neutral', ...messages.flatMap(({ title, blocks }) => [text(title), ...blocks]));
