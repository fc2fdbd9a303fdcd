import { covers, type Place } from '../authorization/scope.ts';
import type { Access, Change } from '../definitions/command.ts';
import type { Plan } from '../plans/plan.ts';
import type { ApprovalRule, Danger, Level, Policy } from '../policy/policy.ts';
import { levels } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import type { AppliedRule } from './request.ts';

/** What a change looks like to the approval rules. */
interface Asked {
  readonly danger: Exclude<Danger, 'none'>;
  /** Adds something and takes nothing away. */
  readonly additive: boolean;
  readonly access: Access;
  readonly targets: readonly Target[];
  readonly vms: number;
  /** The command wants its target typed, whatever the policy says. */
  readonly typeTarget?: true;
  /** Asked by an account that nobody vouched for. */
  readonly byOwnLink?: true | undefined;
}

/** How heavy a change is: its command says it, and its plan may say more. */
export const weightOf = (command: Change, plan: Plan): Pick<Asked, 'danger' | 'additive' | 'typeTarget'> => ({
  ...(plan.danger
    ? { danger: plan.danger, additive: false }
    : { danger: command.danger, additive: command.additive ?? false }),
  ...(command.typeTarget && { typeTarget: true }),
});

const defaultLifetimeSeconds = 15 * 60;

/** How many must agree, who may, and for how long: the first rule of the policy that fits, filled up from the defaults. */
export const appliedRule = (asked: Asked, policy: Policy, now: Date): AppliedRule => {
  const rule = policy.approvals.rules.find((each) => fits(each, asked, policy, now));
  const name = rule?.rule ?? `default for ${asked.danger}`;
  const quorum = rule?.quorum ?? defaultQuorum(asked);
  return {
    // Whoever made the link by a trick may be one of those who agree.
    ...(asked.byOwnLink
      ? { rule: `${name}, and one more because nobody confirmed the asker's link`, quorum: quorum + 1 }
      : { rule: name, quorum }),
    approvers: approversOf(asked.access, rule?.approvers),
    lifetimeSeconds: rule?.lifetimeSeconds ?? defaultLifetimeSeconds,
    reasonRequired: rule?.reasonRequired ?? false,
    breakGlass: rule?.breakGlass ?? false,
    ...((asked.typeTarget || rule?.typeTarget) && { typeTarget: asked.targets.map(typedName).join(' ') }),
    ...(rule?.escalate && { escalate: rule.escalate }),
  };
};

/** Of a point its machine: that is what somebody must have in mind. */
const typedName = ({ kind, name, where }: Target): string => (kind === 'point' ? where : name);

const defaultQuorum = ({ danger, additive }: Asked): number => {
  if (danger === 'reversible') return additive ? 0 : 1;
  return danger === 'outage' ? 1 : 2;
};

const fits = ({ when }: ApprovalRule, asked: Asked, policy: Policy, now: Date): boolean =>
  (when.danger === undefined || when.danger === asked.danger) &&
  (when.vmsAtLeast === undefined || asked.vms >= when.vmsAtLeast) &&
  (when.duringFreeze === undefined || when.duringFreeze === isFrozen(policy, now)) &&
  (when.scope === undefined ||
    when.scope.kind === 'everything' ||
    placesOf(asked.targets).some((place) => when.scope && covers(when.scope, place, policy)));

const isFrozen = (policy: Policy, now: Date): boolean =>
  policy.approvals.freezes.some((freeze) => freeze.from <= now && now < freeze.to);

const placesOf = (targets: readonly Target[]): readonly Place[] =>
  targets.flatMap((target): readonly Place[] => [
    ...(target.kind === 'application' ? [{ kind: 'application', name: target.name } as const] : []),
    ...target.resources.map((id) => ({ kind: 'resource', id }) as const),
  ]);

/** Whoever could ask for it may approve it; a rule can ask for more, never for less. */
const approversOf = (access: Access, atLeast: Level | undefined): AppliedRule['approvers'] => {
  if (typeof access === 'string' || !('level' in access)) {
    return typeof access === 'string' ? { level: atLeast ?? 'operator', area: 'recovery' } : { grant: access.grant };
  }
  const area = access.area === 'any' || access.area === 'every' ? 'recovery' : access.area;
  return { level: higher(higher(access.level, 'operator'), atLeast), area };
};

const higher = (level: Level, other: Level | undefined): Level =>
  other !== undefined && levels.indexOf(other) > levels.indexOf(level) ? other : level;
