import type { Policy } from '../policy/policy.ts';
import type { NewRequest } from '../ports/approvals.ts';
import type { Proposal } from '../ports/change-desk.ts';
import { digestOf } from './digest.ts';
import { appliedRule, weightOf } from './rule.ts';
import { voiceOf } from './voice.ts';

/** What somebody asks others to agree to, by the rule that the policy has for it. */
export const requestFrom = (proposal: Proposal, policy: Policy, now: Date): NewRequest => {
  const { command, line, typed, access, targets, plan, asker } = proposal;
  const weight = weightOf(command, plan);
  const reason = typeof typed.reason === 'string' ? typed.reason : undefined;
  const byOwnLink = asker.unconfirmed && { byOwnLink: true as const };
  return {
    revision: 1,
    command: command.name,
    line,
    typed,
    asker: { ...voiceOf(asker), ...byOwnLink },
    ...(reason && { reason }),
    plan,
    digest: digestOf(command.name, plan.facts),
    danger: weight.danger,
    targets,
    rule: appliedRule({ ...weight, access, targets, vms: plan.vms, ...byOwnLink }, policy, now),
    policyVersion: policy.version,
    channel: asker.channel,
  };
};
