import type { StandingApprovals } from '../approvals/decide.ts';
import { shortDigest } from '../approvals/digest.ts';
import { type ChangeRequest, isComplete } from '../approvals/request.ts';
import { actions, message, note, runs, table, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import { listedChannel } from '../policy/channels.ts';
import type { Channel } from '../policy/policy.ts';
import type { LockHolder } from '../ports/approvals.ts';
import type { ChannelRef } from '../ports/chat.ts';
import { owedReview } from './glass.ts';
import { planBlocks } from './plan.ts';
import { endOf, wantedApprovals } from './request.ts';
import { signOffButton } from './request-buttons.ts';
import { clockTime, listed, counted as numbered } from './words.ts';

const counts = 'neutral';

export const noSuchRequest = (id: string): Message =>
  message(`I know no request ${id} that you may see.`, 'neutral', actions(runs('Show what waits', 'approvals')));

export const notFromTerminal = (): Message =>
  message(
    'Nothing is decided from the terminal here.',
    counts,
    note('Whoever keeps lifeboat.yaml can allow it: approvals, terminal-may-approve.'),
  );

/** Where it stands after what somebody did; with those whose approval does not count any more. */
export const counted = (
  request: ChangeRequest,
  { fallen, unread }: Omit<StandingApprovals, 'approvals'> = { fallen: [], unread: [] },
): Message =>
  message(
    whereItStands(request),
    request.state.kind === 'started' ? 'good' : counts,
    ...(startedUnseen(request) ? planBlocks(request.plan) : []),
    fallen.length > 0
      ? text(`Not counted any more, because the level behind it is gone: ${listed(fallen.map((each) => each.name))}.`)
      : undefined,
    ...unread.map((why) => note(`${why} Until they can be, lifeboat.yaml counts alone.`)),
    request.state.kind === 'open' && request.approvals.length > 0
      ? actions(runs('Retract', `retract ${request.id}`))
      : undefined,
  );

const whereItStands = (request: ChangeRequest): string => {
  const { id, state, approvals, rule, expiresAt, plan } = request;
  if (state.kind === 'open')
    return `Counted: ${approvals.length} of ${rule.quorum} for ${id}. It ends at ${clockTime(new Date(expiresAt))}.`;
  return startedUnseen(request) ? `${id}: ${plan.title}. ${endOf(request)}` : `${id}: ${endOf(request)}`;
};

/** Where nobody had to agree, nobody has seen what begins. */
const startedUnseen = ({ state, approvals, breakGlass }: ChangeRequest): boolean =>
  state.kind === 'started' && approvals.length === 0 && !breakGlass;

export const changedSince = (request: ChangeRequest): Message =>
  message(
    `The plan of ${request.id} changed since it was shown: all approvals are gone, and it waits again.`,
    'warning',
    ...(request.changes ?? []).map(text),
    actions(runs('Show the new plan', `approvals ${request.id}`)),
  );

export const waitsForLock = (request: ChangeRequest, holder: LockHolder): Message =>
  message(
    `${request.id} is approved and cannot start yet: ${holder.operation} works on ${holder.machine.split('/').at(-1)}.`,
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

export const requested = (request: ChangeRequest, channels: readonly Channel[]): Message =>
  message(
    `${request.id} waits for ${wantedApprovals(request.rule)}, until ${clockTime(new Date(request.expiresAt))}.`,
    counts,
    note(`${sentTo(request, channels)} Digest ${shortDigest(request.digest)}. Rule: ${request.rule.rule}.`),
    actions(runs('Withdraw', `withdraw ${request.id}`)),
  );

const sentTo = ({ cards }: ChangeRequest, channels: readonly Channel[]): string => {
  if (cards.length === 0) return 'No channel could be told: ask an approver to look at it.';
  const names = cards.map(({ channel }) => nameIn(channels, channel));
  const count = names.length === 1 ? '1 channel' : `${names.length} channels`;
  return `Its card stands in ${count}: ${listed(names)}.`;
};

const nameIn = (channels: readonly Channel[], ref: ChannelRef): string => {
  const listedAs = listedChannel(ref, { channels });
  return listedAs ? `${listedAs.name} (${listedAs.address.platform === 'slack' ? 'Slack' : 'Teams'})` : ref.id;
};

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

interface Seen {
  readonly pending: readonly ChangeRequest[];
  readonly reviews: readonly ChangeRequest[];
}

/** Nobody approves from here: the plan has to be seen first. */
export const waitingRequests = ({ pending, reviews }: Seen, hidden: number): Message => {
  const more =
    hidden > 0
      ? note(`${hidden === 1 ? '1 more is' : `${hidden} more are`} about things that you may not see.`)
      : undefined;
  return message(
    [
      waitWords(pending.filter((each) => !isComplete(each)).length),
      agreedWords(pending.filter(isComplete).length),
      reviews.length > 0 && `${numbered(reviews.length, 'review')} owed.`,
    ]
      .filter(Boolean)
      .join(' '),
    pending.length + hidden + reviews.length > 0 ? counts : 'good',
    pending.length > 0 ? waitingTable(pending) : undefined,
    ...reviews.map(owedReview),
    more,
    actions(
      ...pending.slice(0, 5).map((each) => runs(`Show ${each.id}`, `approvals ${each.id}`)),
      ...reviews.slice(0, 3).map(signOffButton),
    ),
  );
};

const waitWords = (count: number): string => {
  if (count === 0) return 'Nothing waits for a decision.';
  return count === 1 ? '1 request waits for a decision.' : `${count} requests wait for a decision.`;
};

const agreedWords = (count: number): string => {
  if (count === 0) return '';
  const have = count === 1 ? '1 request is agreed to and has' : `${count} requests are agreed to and have`;
  return `${have} not started yet.`;
};

const waitingTable = (requests: readonly ChangeRequest[]): Block =>
  table(
    ['Request', 'What', 'Asked by', 'Approvals', 'Ends', 'Digest'],
    requests.map((each) => [
      each.id,
      each.plan.title,
      each.asker.name,
      isComplete(each) ? 'agreed to, not started yet' : `${each.approvals.length} of ${each.rule.quorum}`,
      clockTime(new Date(each.expiresAt)),
      shortDigest(each.digest),
    ]),
  );
