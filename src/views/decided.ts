import type { StandingApprovals, Verdict } from '../approvals/decide.ts';
import { shortDigest } from '../approvals/digest.ts';
import type { ChangeRequest } from '../approvals/request.ts';
import { actions, message, note, runs, table, text } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { LockHolder } from '../ports/approvals.ts';
import { planBlocks } from './plan.ts';
import { approveButton, endOf, needs } from './request.ts';
import { begun, clockTime, listed } from './words.ts';

const counts = 'neutral';

export const noSuchRequest = (id: string): Message =>
  message(`I know no request ${id} that you may see.`, 'neutral', actions(runs('Show what waits', 'approvals')));

export const notFromTerminal = (): Message =>
  message(
    'Nothing is decided from the terminal here.',
    counts,
    note('Whoever keeps lifeboat.yaml can allow it: approvals, terminal-may-approve.'),
  );

/** Every click gets an answer; these are the ones that changed nothing. */
export const didNotCount = (request: ChangeRequest, verdict: Exclude<Verdict, { kind: 'counts' }>): Message => {
  switch (verdict.kind) {
    case 'too-late':
      return message(`${request.id}: ${endOf(request)}`, counts, actions(again(request)));
    case 'own-request':
      return message('You asked for this yourself, so somebody else has to decide it.', counts);
    case 'counted-already':
      return message(
        `You have approved ${request.id} already. A person counts once.`,
        counts,
        actions(runs('Retract', `retract ${request.id}`)),
      );
    case 'not-counted-yet':
      return message(`You have not approved ${request.id}, so there is nothing to retract.`, counts);
    case 'not-eligible':
      return message(
        `You may not decide this: it needs ${needs(request.rule)}.`,
        counts,
        text(`${begun(verdict.refusal.why)} (rule: ${verdict.refusal.rule}).`),
      );
    case 'changed':
      return message(
        `${request.id} is not what you saw: its digest is ${shortDigest(request.digest)} now. Your click was not counted.`,
        'warning',
        text(`As it is now: ${request.plan.title}`),
        ...planBlocks(request.plan),
        actions(approveButton(request)),
      );
    case 'type-target':
      return message(
        `To approve ${request.id}, type what it is about: ${verdict.expected}.`,
        counts,
        note(`approve ${request.id} ${shortDigest(request.digest)} --type "${verdict.expected}"`),
      );
    case 'no-reason':
      return message(`Say why: deny ${request.id} --reason "..."`, counts);
    case 'not-yours':
      return message(`Only ${request.asker.name}, who asked for ${request.id}, can withdraw it.`, counts);
  }
};

const again = ({ state, line }: ChangeRequest) =>
  state.kind === 'started' || state.kind === 'open' ? undefined : runs('Plan it again', line);

/** Where it stands after what somebody did; with those whose approval does not count any more. */
export const counted = (
  request: ChangeRequest,
  { fallen, unread }: Omit<StandingApprovals, 'approvals'> = { fallen: [], unread: [] },
): Message =>
  message(
    request.state.kind === 'open'
      ? `Counted: ${request.approvals.length} of ${request.rule.quorum} for ${request.id}. It ends at ${clockTime(new Date(request.expiresAt))}.`
      : `${request.id}: ${endOf(request)}`,
    request.state.kind === 'started' ? 'good' : counts,
    fallen.length > 0
      ? text(`Not counted any more, because the level behind it is gone: ${listed(fallen.map((each) => each.name))}.`)
      : undefined,
    ...unread.map((why) => note(`${why} Until they can be, lifeboat.yaml counts alone.`)),
    request.state.kind === 'open' && request.approvals.length > 0
      ? actions(runs('Retract', `retract ${request.id}`))
      : undefined,
  );

export const changedSince = (request: ChangeRequest, how: readonly string[]): Message =>
  message(
    `The plan of ${request.id} changed since it was shown: all approvals are gone, and it waits again.`,
    'warning',
    ...how.map(text),
    actions(runs('Show the new plan', `approvals ${request.id}`)),
  );

export const waitsForLock = (request: ChangeRequest, holder: LockHolder): Message =>
  message(
    `${request.id} is approved and cannot start yet: ${holder.operation} holds ${holder.machine.split('/').at(-1)} (${holder.kind}).`,
    'warning',
    note(`It starts by itself if ${holder.operation} ends before ${clockTime(new Date(request.expiresAt))}.`),
    actions(runs(`Show ${holder.operation}`, `operation ${holder.operation}`)),
  );

export const waitsForAzure = (request: ChangeRequest, why: string): Message =>
  message(
    `${request.id} is approved and has not started yet: before that I read Azure again, and I could not.`,
    'warning',
    text(`${why}.`),
    note(`I go on trying until ${clockTime(new Date(request.expiresAt))}; the approval stands. Nothing was sent.`),
    actions(runs('Retract', `retract ${request.id}`)),
  );

export const requested = (request: ChangeRequest, where: number): Message =>
  message(
    `${request.id} waits for ${needs(request.rule)}, until ${clockTime(new Date(request.expiresAt))}.`,
    counts,
    note(
      `Digest ${shortDigest(request.digest)}. Its card stands in ${where === 1 ? '1 channel' : `${where} channels`}.`,
    ),
    actions(runs('Withdraw', `withdraw ${request.id}`)),
  );

export const tooManyOpen = (open: readonly string[]): Message =>
  message(
    `You have ${open.length} requests open, and no more are allowed at a time.`,
    counts,
    actions(...open.slice(0, 5).map((id) => runs(`Withdraw ${id}`, `withdraw ${id}`))),
  );

export const reasonNeeded = (line: string): Message =>
  message('This needs a reason.', counts, text(`Type it again with one: ${line} --reason "..."`));

export const heldBack = (): Message =>
  message(
    'The store was replaced, so I hold everything that decides or changes.',
    'bad',
    text('What was decided may be missing. Somebody has to look and lift the hold: lift-hold.'),
  );

/** Nobody approves from here: the plan has to be seen first. */
export const waitingRequests = (requests: readonly ChangeRequest[], hidden: number): Message => {
  const more =
    hidden > 0
      ? note(`${hidden === 1 ? '1 more is' : `${hidden} more are`} about things that you may not see.`)
      : undefined;
  if (requests.length === 0) return message('Nothing waits for a decision.', hidden > 0 ? 'neutral' : 'good', more);
  return message(
    `${requests.length === 1 ? '1 request waits' : `${requests.length} requests wait`} for a decision.`,
    counts,
    table(
      ['Request', 'What', 'Asked by', 'Approvals', 'Ends', 'Digest'],
      requests.map((each) => [
        each.id,
        each.plan.title,
        each.asker.name,
        `${each.approvals.length} of ${each.rule.quorum}`,
        clockTime(new Date(each.expiresAt)),
        shortDigest(each.digest),
      ]),
    ),
    more,
    actions(...requests.slice(0, 5).map((each) => runs(`Show ${each.id}`, `approvals ${each.id}`))),
  );
};
