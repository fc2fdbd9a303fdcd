import { authorize } from '../authorization/authorize.ts';
import type { Decision, Subject } from '../authorization/decide.ts';
import type { Policy } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import type { AppliedRule } from './request.ts';

interface Approved {
  readonly rule: AppliedRule;
  readonly targets: readonly Target[];
  /** Its approvers stayed silent, so that the fallback approvers were asked. */
  readonly escalated: boolean;
}

/**
 * Whether somebody may approve. After escalation those whom the rule names count without the level, if they may read
 * what it is about and no rule denies it to them.
 */
export const decideApprover = (
  subject: Subject | undefined,
  { rule, targets, escalated }: Approved,
  policy: Policy,
): Decision => {
  const decision = authorize(subject, rule.approvers, targets, policy);
  if (decision.allowed || decision.denied || !escalated || !subject) return decision;
  if (!rule.escalate?.people.includes(subject.person.id)) return decision;
  const area = 'level' in rule.approvers ? rule.approvers.area : 'any';
  const sees = authorize(subject, { level: 'reader', area }, targets, policy);
  return sees.allowed ? { allowed: true, rule: `${rule.rule}, escalated to ${rule.escalate.to}` } : decision;
};
