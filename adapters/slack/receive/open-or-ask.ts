import { modalFor } from '../modals/modal.ts';
import type { ButtonValue } from '../render/button-value.ts';
import { words } from '../words.ts';
import type { Incoming } from './conversation.ts';
import type { ListenParts } from './parts.ts';

/** Opens the form that the line needs, at once; without one the line is asked. */
export const openOrAsk = async (
  { hearing, people, conversation, openView }: ListenParts,
  incoming: Incoming,
  triggerId: string,
  { line, asks, page }: ButtonValue,
): Promise<void> => {
  const form = hearing.formFor(people.claimed(incoming.speaker), line, asks);
  if (!form) return conversation.ask(incoming, { kind: 'line', text: line, asks }, page);
  const view = modalFor(form, incoming.origin);
  if (!view) return conversation.tell(incoming, words.tooLongForForm);
  // What a button asks for must be asked: without its form the line is offered again, and never run.
  if (!(await openView(triggerId, view))) await conversation.offer(incoming, line, asks);
};
