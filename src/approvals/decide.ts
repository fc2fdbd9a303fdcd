import { authorize } from '../authorization/authorize.ts';
import { type Refusal, type Subject, subjectOf } from '../authorization/decide.ts';
import type { Policy } from '../policy/policy.ts';
import type { Changed } from '../ports/approvals.ts';
import { shortDigest } from './digest.ts';
import type { ChangeRequest, Voice } from './request.ts';

/** A click or a typed line: what somebody wants, and what they saw when they wanted it. */
export interface Click {
  readonly voice: Voice;
  /** With the rules that are about this person, and their roles in Azure read now. */
  readonly subject: Subject;
  readonly revision?: number;
  /** The beginning of the digest that the card showed. */
  readonly digest: string;
  /** What was typed where the target has to be typed. */
  readonly typed?: string;
}

export type Verdict =
  | { readonly kind: 'counts'; readonly next: Changed; readonly complete: boolean }
  | { readonly kind: 'own-request' }
  | { readonly kind: 'counted-already' }
  | { readonly kind: 'not-counted-yet' }
  | { readonly kind: 'not-eligible'; readonly refusal: Refusal }
  | { readonly kind: 'changed' }
  | { readonly kind: 'type-target'; readonly expected: string }
  | { readonly kind: 'no-reason' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'too-late' };

/** One more who agrees. A human counts once, whatever the account; nobody approves their own request. */
export const approve = (request: ChangeRequest, click: Click, policy: Policy): Verdict => {
  const barred = barredFrom(request, click, policy);
  if (barred) return barred;
  if (request.approvals.some((each) => each.person === click.voice.person)) return { kind: 'counted-already' };
  const expected = request.rule.typeTarget;
  if (expected !== undefined && click.typed?.trim() !== expected) return { kind: 'type-target', expected };
  const approvals = [...request.approvals, { ...click.voice, at: 0 }];
  return { kind: 'counts', next: { approvals }, complete: approvals.length >= request.rule.quorum };
};

/** One who may approve says no: that ends it. */
export const deny = (request: ChangeRequest, click: Click, reason: string, policy: Policy): Verdict => {
  const barred = barredFrom(request, click, policy);
  if (barred) return barred;
  if (reason.trim() === '') return { kind: 'no-reason' };
  const state = { kind: 'denied', at: 0, by: click.voice, reason } as const;
  return { kind: 'counts', next: { state }, complete: false };
};

/** Counts until the journal says `started`. */
export const retract = (request: ChangeRequest, voice: Voice): Verdict => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  const approvals = request.approvals.filter((each) => each.person !== voice.person);
  if (approvals.length === request.approvals.length) return { kind: 'not-counted-yet' };
  return { kind: 'counts', next: { approvals }, complete: false };
};

export const withdraw = (request: ChangeRequest, voice: Voice): Verdict => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  if (request.asker.person !== voice.person) return { kind: 'not-yours' };
  return { kind: 'counts', next: { state: { kind: 'withdrawn', at: 0, by: voice } }, complete: false };
};

const barredFrom = (request: ChangeRequest, click: Click, policy: Policy): Verdict | undefined => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  if (request.asker.person === click.voice.person) return { kind: 'own-request' };
  const decision = mayApprove(request, click.subject, policy);
  if (!decision.allowed) return { kind: 'not-eligible', refusal: decision };
  return hasSeen(request, click) ? undefined : { kind: 'changed' };
};

/** At what the request is about, and never by being named in the request itself. */
const mayApprove = (request: ChangeRequest, subject: Subject, policy: Policy) =>
  authorize(subject, request.rule.approvers, request.targets, policy);

const leastOfDigest = 4;

const hasSeen = (request: ChangeRequest, { revision, digest }: Click): boolean =>
  (revision === undefined || revision === request.revision) &&
  digest.length >= leastOfDigest &&
  request.digest.startsWith(digest.toLowerCase());

/** Those of the approvals that would still be given now: levels are read again before anything starts. */
export interface StandingApprovals {
  readonly approvals: ChangeRequest['approvals'];
  readonly fallen: ChangeRequest['approvals'];
  /** Of the fallen: why their roles in Azure could not be counted, in words. */
  readonly unread: readonly string[];
}

export const standingApprovals = (request: ChangeRequest, policy: Policy): StandingApprovals => {
  const approvals = request.approvals.filter(({ person }) => wouldStillApprove(request, person, policy));
  const fallen = request.approvals.filter((each) => !approvals.includes(each));
  const unread = new Set(fallen.flatMap(({ person }) => policy.unreadRoles?.[person] ?? []));
  return { approvals, fallen, unread: [...unread] };
};

/** Without a channel: an approval stands by its person, wherever it was given. */
const wouldStillApprove = (request: ChangeRequest, id: string, policy: Policy): boolean => {
  const person = policy.people.find((each) => each.id === id);
  if (!person || id === request.asker.person) return false;
  return mayApprove(request, subjectOf(person, policy), policy).allowed;
};

/** What the asker types to somebody: `approve DR-1042 9f3c`. */
export const approveLine = (request: Pick<ChangeRequest, 'id' | 'digest'>): string =>
  `approve ${request.id} ${shortDigest(request.digest)}`;
