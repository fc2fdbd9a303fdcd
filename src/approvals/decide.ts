import { authorize } from '../authorization/authorize.ts';
import { type Refusal, type Subject, subjectOf } from '../authorization/decide.ts';
import type { Policy } from '../policy/policy.ts';
import type { Changed } from '../ports/approvals.ts';
import { decideApprover } from './approver.ts';
import { shortDigest } from './digest.ts';
import type { ChangeRequest, Voice } from './request.ts';
import { glassLifetimeMs } from './timetable.ts';

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
  readonly now: number;
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
  /** The rule of the request does not let anybody break glass. */
  | { readonly kind: 'no-glass' }
  /** Somebody has broken it already. */
  | { readonly kind: 'broken-already' }
  | { readonly kind: 'not-holding-glass'; readonly refusal: Refusal }
  | { readonly kind: 'no-incident' }
  | { readonly kind: 'nothing-to-review' }
  | { readonly kind: 'reviewed-already' }
  /** Whoever asked for it or started it does not sign it off. */
  | { readonly kind: 'own-review' }
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

/** Counts until the journal says `started`. Whoever broke glass takes that back the same way. */
export const retract = (request: ChangeRequest, voice: Voice): Verdict => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  if (request.breakGlass?.by.person === voice.person)
    return { kind: 'counts', next: { breakGlass: undefined }, complete: false };
  const approvals = request.approvals.filter((each) => each.person !== voice.person);
  if (approvals.length === request.approvals.length) return { kind: 'not-counted-yet' };
  return { kind: 'counts', next: { approvals }, complete: false };
};

export const withdraw = (request: ChangeRequest, voice: Voice): Verdict => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  if (request.asker.person !== voice.person) return { kind: 'not-yours' };
  return { kind: 'counts', next: { state: { kind: 'withdrawn', at: 0, by: voice } }, complete: false };
};

/** What somebody who breaks glass has to say. */
interface Emergency {
  readonly incident: string;
  readonly reason: string;
}

/** One person alone, whoever asked; it starts by itself after a while in which any approver may deny it. */
export const breakGlass = (request: ChangeRequest, click: Click, why: Emergency, policy: Policy): Verdict => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  if (!request.rule.breakGlass) return { kind: 'no-glass' };
  const decision = mayBreakGlass(request, click.subject, policy);
  if (!decision.allowed) return { kind: 'not-holding-glass', refusal: decision };
  if (request.breakGlass) return { kind: 'broken-already' };
  if (!hasSeen(request, click)) return { kind: 'changed' };
  if (why.reason.trim() === '') return { kind: 'no-reason' };
  if (why.incident.trim() === '') return { kind: 'no-incident' };
  const expiresAt = Math.max(request.expiresAt, click.now + glassLifetimeMs);
  return { kind: 'counts', next: { breakGlass: { ...why, by: click.voice, at: 0 }, expiresAt }, complete: false };
};

export const mayBreakGlass = ({ targets }: Pick<ChangeRequest, 'targets'>, subject: Subject, policy: Policy) =>
  authorize(subject, { grant: 'break-glass' }, targets, policy);

/** What one person started alone is looked at by another who could have approved it. */
export const review = (request: ChangeRequest, click: Click, note: string, policy: Policy): Verdict => {
  const { breakGlass: glass, review: made, state, asker } = request;
  if (state.kind !== 'started' || !glass) return { kind: 'nothing-to-review' };
  if (made) return { kind: 'reviewed-already' };
  if ([glass.by.person, asker.person].includes(click.voice.person)) return { kind: 'own-review' };
  const decision = mayApprove(request, click.subject, policy);
  if (!decision.allowed) return { kind: 'not-eligible', refusal: decision };
  return { kind: 'counts', next: { review: { by: click.voice, note, at: 0 } }, complete: false };
};

const barredFrom = (request: ChangeRequest, click: Click, policy: Policy): Verdict | undefined => {
  if (request.state.kind !== 'open') return { kind: 'too-late' };
  if (request.asker.person === click.voice.person) return { kind: 'own-request' };
  const decision = mayApprove(request, click.subject, policy);
  if (!decision.allowed) return { kind: 'not-eligible', refusal: decision };
  return hasSeen(request, click) ? undefined : { kind: 'changed' };
};

/** At what the request is about, and never by being named in the request itself. */
export const mayApprove = (request: ChangeRequest, subject: Subject, policy: Policy) =>
  decideApprover(subject, { ...request, escalated: request.escalatedAt !== undefined }, policy);

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
