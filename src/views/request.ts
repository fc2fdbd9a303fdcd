import { shortDigest } from '../approvals/digest.ts';
import { type AppliedRule, type ChangeRequest, isComplete } from '../approvals/request.ts';
import { glassOpensAt } from '../approvals/timetable.ts';
import { titled } from '../authorization/need.ts';
import { actions, facts, message, note, runs, text } from '../messages/compose.ts';
import type { Block, Message } from '../messages/message.ts';
import { glassLine, owedReview } from './glass.ts';
import { planBlocks } from './plan.ts';
import { approveButton, breakGlassButton, denyButton, signOffButton } from './request-buttons.ts';
import { clockTime, counted, listed } from './words.ts';

/** Whose eyes see it: of everybody in a channel, or of one person. */
export type RequestEyes = 'everybody' | 'asker' | 'approver' | 'approved' | 'reader';

/** The card of a request in whatever state it is: what it would do, who agrees, and what happens if nobody acts. */
export const requestCard = (request: ChangeRequest, eyes: RequestEyes = 'everybody'): Message => ({
  ...(request.state.kind === 'open' ? openCard(request, eyes) : endedCard(request)),
  personalLine: `approvals ${request.id}`,
});

const openCard = (request: ChangeRequest, eyes: RequestEyes): Message =>
  message(
    `Plan for ${request.id}: ${request.plan.title}`,
    request.breakGlass ? 'warning' : 'neutral',
    ...planBlocks(request.plan),
    text(asked(request)),
    ...[changedLine(request), glassLine(request), escalatedLine(request)].flatMap((line) => (line ? [text(line)] : [])),
    facts(['Needs', needs(request.rule)], request.rule.quorum > 0 ? ['Approved by', approvedBy(request)] : undefined, [
      'Digest',
      shortDigest(request.digest),
    ]),
    note(ifNobodyActs(request)),
    buttons(request, eyes),
  );

const endedCard = (request: ChangeRequest): Message =>
  message(
    `${request.id}: ${request.plan.title}. ${endOf(request)}`,
    request.state.kind === 'started' && !owesReview(request) ? 'good' : 'neutral',
    text(asked(request)),
    owesReview(request) ? owedReview(request) : undefined,
    request.review
      ? text(`Reviewed ${clockTime(new Date(request.review.at))} by ${request.review.by.name}.`)
      : undefined,
    request.state.kind === 'started'
      ? actions(
          runs(`Show ${request.id}`, `operation ${request.id}`),
          runs('Show its plan', `approvals ${request.id} --plan`),
          owesReview(request) ? signOffButton(request) : undefined,
        )
      : undefined,
  );

const owesReview = ({ state, breakGlass, review }: ChangeRequest): boolean =>
  state.kind === 'started' && breakGlass !== undefined && review === undefined;

const asked = ({ asker, reason, line }: ChangeRequest): string =>
  `${asker.name} asked: ${line}${reason && !line.includes(reason) ? `. Reason: ${reason}` : ''}`;

const changedLine = ({ changes, revision }: ChangeRequest): string | undefined =>
  changes && `The plan changed, and this is revision ${revision} of it: ${changes.join('; ')}. Approvals begin anew.`;

const escalatedLine = ({ escalatedAt, rule }: ChangeRequest): string | undefined =>
  escalatedAt === undefined ? undefined : `${rule.escalate?.to} was asked too at ${clockTime(new Date(escalatedAt))}.`;

const ifNobodyActs = (request: ChangeRequest): string => {
  if (request.breakGlass)
    return `If nobody acts, it starts at ${clockTime(new Date(glassOpensAt(request.breakGlass) ?? 0))}.`;
  const end = clockTime(new Date(request.expiresAt));
  if (isComplete(request))
    return `It is agreed to and has not started yet. If it cannot start before ${end}, this request ends and nothing happens.`;
  const soon = request.lastCallAt === undefined ? '' : 'Less than 5 minutes are left. ';
  return `${soon}If nobody acts, this request ends at ${end} and nothing happens.`;
};

const buttons = (request: ChangeRequest, eyes: RequestEyes): Block | undefined => {
  const decides = eyes === 'approver' || eyes === 'everybody';
  return actions(
    decides && !isComplete(request) ? approveButton(request) : undefined,
    decides || eyes === 'approved' ? denyButton(request) : undefined,
    eyes === 'approved' ? runs('Retract', `retract ${request.id}`) : undefined,
    runs('Show every Azure call', `approvals ${request.id} --calls`),
    runs('Same as az commands', `approvals ${request.id} --az`),
    request.rule.breakGlass && !request.breakGlass && eyes !== 'reader' ? breakGlassButton(request) : undefined,
    eyes === 'asker' || eyes === 'everybody' ? runs('Withdraw', `withdraw ${request.id}`) : undefined,
  );
};

export const needs = (rule: AppliedRule): string => `${wantedApprovals(rule)} (rule: ${rule.rule})`;

export const wantedApprovals = ({ quorum, approvers }: AppliedRule): string => {
  if (quorum === 0) return "nobody else's approval";
  const who = 'level' in approvers ? `${titled(approvers.level)} (${approvers.area})` : `holder of ${approvers.grant}`;
  return `${counted(quorum, 'approval')} by ${who} other than the asker`;
};

const approvedBy = ({ approvals, rule }: ChangeRequest): string =>
  `${approvals.length} of ${rule.quorum}${approvals.length > 0 ? `: ${listed(approvals.map((each) => each.name))}` : ''}`;

/** How it ended, in one sentence: who and when. */
export const endOf = (request: ChangeRequest): string => {
  const { id, state, approvals, breakGlass } = request;
  switch (state.kind) {
    case 'open':
      return isComplete(request) ? 'It is agreed to and has not started yet.' : 'It waits for a decision.';
    case 'started':
      if (breakGlass)
        return `Started ${clockTime(new Date(state.at))} by ${breakGlass.by.name} alone, by breaking glass. Its steps: operation ${id}.`;
      return approvals.length > 0
        ? `Approved ${clockTime(new Date(state.at))} by ${listed(approvals.map((each) => each.name))}. Its steps: operation ${id}.`
        : `Started ${clockTime(new Date(state.at))}; nobody else had to agree. Its steps: operation ${id}.`;
    case 'denied':
      return `Denied ${clockTime(new Date(state.at))} by ${state.by.name}: ${state.reason}`;
    case 'withdrawn':
      return `Withdrawn ${clockTime(new Date(state.at))} by ${state.by.name}. Nothing was done.`;
    case 'expired':
      return `Expired ${clockTime(new Date(state.at))}. Nothing was done.`;
    case 'voided':
      return `Void since ${clockTime(new Date(state.at))}: ${state.why}. Nothing was done.`;
  }
};
