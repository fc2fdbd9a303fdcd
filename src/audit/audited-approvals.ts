import { shortDigest } from '../approvals/digest.ts';
import type { ChangeRequest, Voice } from '../approvals/request.ts';
import type { Approvals, Changed } from '../ports/approvals.ts';
import type { AuditEvent, Recorder } from '../ports/audit.ts';

/** The same requests, and everything that is decided on them goes into the audit log. */
export const auditedApprovals = (approvals: Approvals, recorder: Recorder): Approvals => ({
  open: async (request, ...rest) => {
    const opened = await approvals.open(request, ...rest);
    if (opened.kind === 'opened') recorder.record(planEvent(opened.request));
    return opened;
  },
  update: async (seen, next, wake) => {
    const updated = await approvals.update(seen, next, wake);
    if (updated.kind === 'updated')
      for (const event of decisionsIn(seen, next, updated.request)) recorder.record(event);
    return updated;
  },
  start: async (seen, operation) => {
    const started = await approvals.start(seen, operation);
    if (started.kind === 'started') recorder.record(startEvent(started.request));
    return started;
  },
  expire: async () => {
    const expired = await approvals.expire();
    for (const { id } of expired) recorder.record({ kind: 'decision', about: id, what: `${id} expired` });
    return expired;
  },
  read: (id) => approvals.read(id),
  time: () => approvals.time(),
  waiting: () => approvals.waiting(),
  settled: (seen) => approvals.settled(seen),
});

const by = ({ person, account }: Voice) => ({ person, account });

const planEvent = ({ id, asker, line, digest, plan, rule, reason }: ChangeRequest): AuditEvent => ({
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

const decisionsIn = (seen: ChangeRequest, next: Changed, now: ChangeRequest): readonly AuditEvent[] => {
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
