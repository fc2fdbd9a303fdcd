import type { ChangeRequest } from '../approvals/request.ts';
import { glassOpensAt } from '../approvals/timetable.ts';
import { actions, facts, message, note, runs, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import { denyButton } from './request-buttons.ts';
import { clockTime, inWords, listed } from './words.ts';

/** To every approver, at once: somebody acts alone, and this is how long it can be stopped. */
export const glassBroken = (request: ChangeRequest): Message => {
  const { id, plan, breakGlass: glass, asker } = request;
  return message(
    `${glass?.by.name} breaks glass: ${id}, ${plan.title}`,
    'warning',
    text(`${glassOpens(request)} Any approver can stop it until then.`),
    facts(['Incident', glass?.incident ?? ''], ['Reason', glass?.reason ?? ''], ['Asked by', asker.name]),
    note('If nobody acts, it starts by itself. Somebody else has to sign it off afterwards.'),
    actions(denyButton(request, 'Abort...'), runs(`Show ${id}`, `approvals ${id}`)),
  );
};

/** To the one who did it. */
export const glassToBreak = (request: ChangeRequest): Message =>
  message(
    `You broke glass for ${request.id}. ${glassOpens(request)}`,
    'warning',
    text(
      'The approvers were told, and any of them can abort it until then. Afterwards somebody else has to sign it off.',
    ),
    actions(runs('Take it back', `retract ${request.id}`), runs(`Show ${request.id}`, `approvals ${request.id}`)),
  );

/** When it starts, in one sentence. */
export const glassOpens = ({ breakGlass }: ChangeRequest): string =>
  `It starts by itself at ${clockTime(new Date(glassOpensAt(breakGlass) ?? 0))}.`;

export const glassLine = (request: ChangeRequest): string | undefined => {
  const { breakGlass: glass } = request;
  return glass && `${glass.by.name} broke glass (incident ${glass.incident}: ${glass.reason}). ${glassOpens(request)}`;
};

/** Nobody answered: those whom the rule names may decide it too. */
export const stillWaits = (request: ChangeRequest): Message => {
  const { id, plan, rule, expiresAt } = request;
  const { to = '', afterSeconds = 0 } = rule.escalate ?? {};
  return message(
    `${id} still waits after ${inWords(afterSeconds)}: ${plan.title}`,
    'warning',
    text(`${to} was asked too, and may approve it from now on.`),
    note(`If nobody acts, this request ends at ${clockTime(new Date(expiresAt))} and nothing happens.`),
    actions(runs(`Show ${id}`, `approvals ${id}`)),
  );
};

/** What one person started alone and nobody has looked at since. */
export const owedReview = ({ id, plan, breakGlass: glass, asker, state }: ChangeRequest): Block => {
  const at = state.kind === 'started' ? clockTime(new Date(state.at)) : '';
  const others = [...new Set([glass?.by.name ?? '', asker.name])];
  return text(
    `${id} owes a review: ${glass?.by.name} started it alone at ${at} (${plan.title}; incident ${glass?.incident}). ` +
      `Any approver but ${listed(others, 'or')} can sign it off.`,
  );
};

export const signedOff = ({ id, breakGlass: glass, review }: ChangeRequest): Message =>
  message(
    `${id} is signed off. What ${glass?.by.name} started alone has been reviewed.`,
    'good',
    review?.note ? text(review.note) : undefined,
  );
