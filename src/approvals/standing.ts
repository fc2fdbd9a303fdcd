import { authorize } from '../authorization/authorize.ts';
import { subjectOf } from '../authorization/decide.ts';
import type { Started } from '../operations/state.ts';
import type { Policy } from '../policy/policy.ts';

/** Why an operation's approvals do not carry it by this policy; undefined: they do. */
export const standing = ({ access, targets, asker, approvers }: Started, policy: Policy): string | undefined => {
  const seen = new Set<string>();
  for (const approver of approvers) {
    const person = policy.people.find((each) => each.id === approver.person);
    const decision = person && authorize(subjectOf(person, policy), access, targets, policy);
    if (!decision?.allowed) return `${approver.name} may not approve it`;
    if (approver.person === asker.person) return `${approver.name} asked for it`;
    if (seen.has(approver.person)) return `${approver.name} is counted twice`;
    seen.add(approver.person);
  }
  return undefined;
};
