import { authorize } from '../authorization/authorize.ts';
import { subjectOf } from '../authorization/decide.ts';
import type { Started } from '../operations/state.ts';
import type { Policy } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import { counted } from '../views/words.ts';
import { decideApprover } from './approver.ts';
import type { AppliedRule, Voice } from './request.ts';
import { abortWithinMs } from './timetable.ts';

/** What this process itself finds that the change is about, and asks of it. */
interface Asked {
  readonly rule: AppliedRule;
  readonly targets: readonly Target[];
}

type Written = Pick<Started, 'asker' | 'approvers' | 'glass' | 'requestedAt'> & { readonly startedAt: number };

/** Why an operation's approvals do not carry it by this policy; undefined: they do. Of the journal only names count. */
export const standing = (written: Written, { rule, targets }: Asked, policy: Policy): string | undefined => {
  const seen = new Set<string>();
  const escalated = isEscalated(written, rule);
  for (const approver of written.approvers) {
    const person = policy.people.find((each) => each.id === approver.person);
    const subject = person && subjectOf(person, policy);
    if (!decideApprover(subject, { rule, targets, escalated }, policy).allowed)
      return `${approver.name} may not approve it${unreadRoles(approver, policy)}`;
    if (approver.person === written.asker.person) return `${approver.name} asked for it`;
    if (seen.has(approver.person)) return `${approver.name} is counted twice`;
    seen.add(approver.person);
  }
  if (seen.size >= rule.quorum) return undefined;
  if (written.glass) return glassFault(written, { rule, targets }, policy);
  return `it needs ${counted(rule.quorum, 'approval')} and has ${seen.size} (rule: ${rule.rule})`;
};

/** Whoever started it alone has to hold the grant here too, by a rule that allows it, and approvers had their time. */
const glassFault = ({ glass, startedAt }: Written, { rule, targets }: Asked, policy: Policy): string | undefined => {
  if (!glass) return undefined;
  const { by, incident, at } = glass;
  const person = policy.people.find((each) => each.id === by.person);
  const decision = person && authorize(subjectOf(person, policy), { grant: 'break-glass' }, targets, policy);
  if (!rule.breakGlass) return `it may not be started by breaking glass (rule: ${rule.rule})`;
  if (!decision?.allowed) return `${by.name} may not break glass for it`;
  if (incident.trim() === '') return `${by.name} named no incident`;
  return startedAt - at < abortWithinMs ? `approvers had no time to abort what ${by.name} began alone` : undefined;
};

const isEscalated = ({ requestedAt, startedAt }: Written, { escalate }: AppliedRule): boolean =>
  escalate !== undefined && requestedAt !== undefined && startedAt - requestedAt >= escalate.afterSeconds * 1000;

const unreadRoles = ({ person }: Voice, policy: Policy): string => {
  const unread = policy.unreadRoles?.[person];
  return unread ? `, by lifeboat.yaml alone. ${unread}` : '';
};
