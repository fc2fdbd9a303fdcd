import { shortDigest } from '../approvals/digest.ts';
import type { ChangeRequest, Voice } from '../approvals/request.ts';
import type { Approvals, Changed, NewRequest } from '../ports/approvals.ts';
import type { AuditEvent, NoteRecorder } from '../ports/audit.ts';
import { chainAll, notesOn } from './notes.ts';

/** The same requests, and what is decided on them goes into the audit log: noted in the same step as the decision. */
export const auditedApprovals = (approvals: Approvals, recorder: NoteRecorder): Approvals => ({
  open: async (request, mostOpen, how) => {
    const notesOf = (id: string) => notesOn(`${id} 1`, [planEvent({ ...request, id })]);
    const opened = await approvals.open(request, mostOpen, { ...how, notesOf });
    if (opened.kind === 'opened') chainAll(recorder, notesOf(opened.request.id));
    return opened;
  },
  update: async (seen, next, wake) => {
    const notes = notesOn(nextOf(seen), decisionsIn(seen, next));
    const updated = await approvals.update(seen, next, wake, notes);
    if (updated.kind === 'updated') chainAll(recorder, notes);
    return updated;
  },
  start: async (seen, operation) => {
    const notes = notesOn(nextOf(seen), [startEvent(seen)]);
    const started = await approvals.start(seen, operation, notes);
    if (started.kind === 'started') chainAll(recorder, notes);
    return started;
  },
  expire: async () => {
    const notesOf = (expired: ChangeRequest) => notesOn(`${expired.id} ${expired.version}`, [expiryEvent(expired)]);
    const expired = await approvals.expire(notesOf);
    for (const each of expired) chainAll(recorder, notesOf(each));
    return expired;
  },
  read: (id) => approvals.read(id),
  time: () => approvals.time(),
  waiting: () => approvals.waiting(),
  settled: (seen) => approvals.settled(seen),
});

/** Nothing else becomes this version of it. */
const nextOf = ({ id, version }: ChangeRequest): string => `${id} ${version + 1}`;

const expiryEvent = ({ id }: ChangeRequest): AuditEvent => ({ kind: 'decision', about: id, what: `${id} expired` });

const by = ({ person, account }: Voice) => ({ person, account });

type Asked = NewRequest & { readonly id: string };

const planEvent = ({ id, asker, line, digest, plan, rule, reason }: Asked): AuditEvent => ({
  kind: 'plan',
  about: id,
  what: `${id} asked for: ${plan.title}`,
  ...by(asker),
  facts: { line, digest, rule: rule.rule, quorum: String(rule.quorum), ...(reason && { reason }) },
});

const startEvent = ({ id, digest, approvals, breakGlass, policyVersion }: ChangeRequest): AuditEvent => ({
  kind: 'decision',
  about: id,
  what: breakGlass ? `${id} started by breaking glass` : `${id} started`,
  ...(breakGlass && by(breakGlass.by)),
  facts: {
    digest,
    policy: policyVersion,
    approvers: approvals.map(({ person }) => person).join(', '),
    ...(breakGlass && { incident: breakGlass.incident }),
  },
});

const decisionsIn = (seen: ChangeRequest, next: Changed): readonly AuditEvent[] => {
  const now: ChangeRequest = { ...seen, ...next };
  const { id, revision, digest } = now;
  const decided = (what: string, who?: Voice, facts: Readonly<Record<string, string>> = {}): AuditEvent => ({
    ...{ kind: 'decision', about: id, what: `${id} ${what}` },
    ...(who && by(who)),
    facts: { digest: shortDigest(digest), revision: String(revision), ...facts },
  });
  const had = (person: string) => seen.approvals.some((each) => each.person === person);
  const has = (person: string) => now.approvals.some((each) => each.person === person);
  const glass = next.breakGlass;
  return [
    ...(next.approvals ?? []).filter((each) => !had(each.person)).map((each) => decided('approved', each)),
    ...seen.approvals.filter((each) => !has(each.person)).map((each) => decided('lost an approval', each)),
    ...(glass && !seen.breakGlass
      ? [decided('broken open', glass.by, { incident: glass.incident, reason: glass.reason })]
      : []),
    ...(seen.breakGlass && !now.breakGlass ? [decided('is not broken open any more', seen.breakGlass.by)] : []),
    ...(now.escalatedAt !== seen.escalatedAt ? [decided(`escalated to ${now.rule.escalate?.to ?? 'nobody'}`)] : []),
    ...(revision !== seen.revision
      ? [decided('planned anew', undefined, { changes: (now.changes ?? []).join('; ') })]
      : []),
    ...(next.review ? [decided('reviewed', next.review.by, { note: next.review.note })] : []),
    ...endedIn(seen, now, decided),
  ];
};

type Decided = (what: string, who?: Voice, facts?: Readonly<Record<string, string>>) => AuditEvent;

const endedIn = (seen: ChangeRequest, { state }: ChangeRequest, decided: Decided): readonly AuditEvent[] => {
  if (seen.state.kind === state.kind) return [];
  if (state.kind === 'denied') return [decided('denied', state.by, { reason: state.reason })];
  if (state.kind === 'withdrawn') return [decided('withdrawn', state.by)];
  return state.kind === 'voided' ? [decided('voided', undefined, { why: state.why })] : [];
};
