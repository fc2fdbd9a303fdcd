import { approveLine } from '../approvals/decide.ts';
import { shortDigest } from '../approvals/digest.ts';
import type { AppliedRule, ChangeRequest } from '../approvals/request.ts';
import { actions, facts, message, note, runs, text } from '../messages/compose.ts';
import type { Action, Block, Message } from '../messages/message.ts';
import { planBlocks } from './plan.ts';
import { clockTime, counted, listed } from './words.ts';

/** The card of a request, the same for everybody who sees it, in whatever state it is. */
export const requestCard = (request: ChangeRequest): Message => {
  const { id, plan, state } = request;
  if (state.kind !== 'open')
    return message(`${id}: ${plan.title}. ${endOf(request)}`, toneOf(state.kind), text(asked(request)));
  return message(
    `Plan for ${id}: ${plan.title}`,
    'neutral',
    ...planBlocks(plan),
    text(asked(request)),
    facts(
      ['Needs', needs(request.rule)],
      ['Approved by', approvedBy(request)],
      ['Digest', shortDigest(request.digest)],
    ),
    note(`If nobody acts, this request ends at ${clockTime(new Date(request.expiresAt))} and nothing happens.`),
    buttons(request),
  );
};

const asked = ({ asker, reason, line }: ChangeRequest): string =>
  `${asker.name} asked: ${line}${reason ? `. Reason: ${reason}` : ''}`;

const buttons = (request: ChangeRequest): Block | undefined =>
  actions(
    approveButton(request),
    runs('Deny', `deny ${request.id} --digest ${shortDigest(request.digest)}`, 'danger'),
    runs('Withdraw', `withdraw ${request.id}`),
  );

/** It says what was seen: the revision, and the digest's beginning. */
export const approveButton = (request: ChangeRequest): Action =>
  runs('Approve', `${approveLine(request)} --revision ${request.revision}`, 'primary');

export const needs = ({ quorum, approvers, rule }: AppliedRule): string => {
  const who = 'level' in approvers ? `${approvers.level} (${approvers.area})` : `holder of ${approvers.grant}`;
  return `${counted(quorum, 'approval')} by ${who} other than the asker (rule: ${rule})`;
};

const approvedBy = ({ approvals, rule }: ChangeRequest): string =>
  `${approvals.length} of ${rule.quorum}${approvals.length > 0 ? `: ${listed(approvals.map((each) => each.name))}` : ''}`;

const toneOf = (state: ChangeRequest['state']['kind']) => (state === 'started' ? 'good' : 'neutral');

/** How it ended, in one sentence: who and when. */
export const endOf = ({ state, approvals }: ChangeRequest): string => {
  switch (state.kind) {
    case 'open':
      return 'It waits for a decision.';
    case 'started':
      return approvals.length > 0
        ? `Approved ${clockTime(new Date(state.at))} by ${listed(approvals.map((each) => each.name))}. It is carried out.`
        : `Started ${clockTime(new Date(state.at))}; nobody else had to agree. It is carried out.`;
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
