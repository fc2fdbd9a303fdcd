import { authorize } from '../authorization/authorize.ts';
import { subjectOf } from '../authorization/decide.ts';
import type { Started } from '../operations/state.ts';
import type { Policy } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import { counted } from '../views/words.ts';
import type { AppliedRule, Voice } from './request.ts';

/** What this process itself finds that the change is about, and asks of it. */
interface Asked {
  readonly rule: AppliedRule;
  readonly targets: readonly Target[];
}

/** Why an operation's approvals do not carry it by this policy; undefined: they do. Of the journal only names count. */
export const standing = (
  { asker, approvers }: Pick<Started, 'asker' | 'approvers'>,
  { rule, targets }: Asked,
  policy: Policy,
): string | undefined => {
  const seen = new Set<string>();
  for (const approver of approvers) {
    const person = policy.people.find((each) => each.id === approver.person);
    const decision = person && authorize(subjectOf(person, policy), rule.approvers, targets, policy);
    if (!decision?.allowed) return `${approver.name} may not approve it${unreadRoles(approver, policy)}`;
    if (approver.person === asker.person) return `${approver.name} asked for it`;
    if (seen.has(approver.person)) return `${approver.name} is counted twice`;
    seen.add(approver.person);
  }
  if (seen.size < rule.quorum)
    return `it needs ${counted(rule.quorum, 'approval')} and has ${seen.size} (rule: ${rule.rule})`;
  return undefined;
};

const unreadRoles = ({ person }: Voice, policy: Policy): string => {
  const unread = policy.unreadRoles?.[person];
  return unread ? `, by lifeboat.yaml alone. ${unread}` : '';
};
