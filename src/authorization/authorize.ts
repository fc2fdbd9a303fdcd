import type { Access } from '../definitions/command.ts';
import type { Write } from '../plans/plan.ts';
import { areas, type Person, type Policy } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import { needFor } from './azure-actions.ts';
import { type Decision, decide, decideAnywhere, type Subject, subjectOf } from './decide.ts';
import { granted, holding, inAnyArea, type Need, nameOf } from './need.ts';
import type { Place } from './scope.ts';

/** What an access asks for; of several one is enough, unless it is every area. None: nothing is asked. */
const needsOf = (access: Access): readonly Need[] => {
  if (typeof access === 'string') return [];
  if ('grant' in access) return [granted(access.grant)];
  return access.area === 'any' || access.area === 'every'
    ? areas.map((area) => holding(access.level, area))
    : [holding(access.level, access.area)];
};

/** `Operator (recovery)`; `Reader (recovery, backup or copies)`. */
export const shownAccess = (access: Access): string => {
  if (access === 'everyone') return 'nothing';
  if (access === 'people') return 'a person whom the policy knows';
  if ('level' in access && access.area === 'every')
    return `${nameOf(inAnyArea(access.level)).replace(' or ', ' and ')}`;
  if ('level' in access && access.area === 'any') return nameOf(inAnyArea(access.level));
  return needsOf(access).map(nameOf).join(' or ');
};

/** Whoever deals with an operation that is there already has to be an Operator, however high its approvers stand. */
export const operatorOf = (access: Access): Access =>
  typeof access === 'object' && 'level' in access ? { ...access, level: 'operator' } : access;

/** Whether somebody may give a command for these targets: the floor, before its plan is looked at. */
export const authorize = (
  subject: Subject | undefined,
  access: Access,
  targets: readonly Target[],
  policy: Policy,
): Decision => {
  if (access === 'everyone') return { allowed: true, rule: 'everyone may' };
  if (!subject) return { allowed: false, rule: 'people in lifeboat.yaml', why: 'I do not know whose account this is' };
  if (access === 'people') return { allowed: true, rule: `person ${subject.person.id}` };
  const decisions = needsOf(access).map((need) => decideTargets(subject, need, targets, policy));
  if (typeof access === 'object' && 'level' in access && access.area === 'every') return allOf(decisions);
  return decisions.find((decision) => decision.allowed) ?? (decisions[0] as Decision);
};

const decideTargets = (subject: Subject, need: Need, targets: readonly Target[], policy: Policy): Decision => {
  if (targets.length === 0) return decideAnywhere(subject, need);
  return allOf(targets.map((target) => decideTarget(subject, need, target, policy)));
};

/** A rule for an application covers each of its machines, so a denial of one machine denies the application. */
const decideTarget = (subject: Subject, need: Need, target: Target, policy: Policy): Decision => {
  if (target.resources.length > 0) {
    return allOf(target.resources.map((id) => decide(subject, need, { kind: 'resource', id }, policy)));
  }
  if (target.kind !== 'application') return decideAnywhere(subject, need);
  return decide(subject, need, { kind: 'application', name: target.name }, policy);
};

const allOf = (decisions: readonly Decision[]): Decision =>
  decisions.find((decision) => !decision.allowed) ??
  decisions[0] ?? { allowed: false, rule: 'no rule gives it', why: 'there is nothing that it is about' };

/** Everything that a plan writes, attaches or reads secrets from; the first thing not allowed refuses the whole. */
export const authorizeWrites = (
  subject: Subject,
  command: string,
  writes: readonly Write[],
  policy: Policy,
): Decision => {
  for (const write of writes) {
    const decision = decideWrite(subject, command, write, policy);
    if (!decision.allowed) return decision;
  }
  return { allowed: true, rule: 'every action of the plan is allowed' };
};

const decideWrite = (subject: Subject, command: string, write: Write, policy: Policy): Decision => {
  const need = needFor(command, write.action);
  if (!need) {
    return { allowed: false, rule: 'the table of actions', why: `${command} has no business with ${write.action}` };
  }
  const places = [write.resource, ...(write.of ? [write.of] : [])].map((id): Place => ({ kind: 'resource', id }));
  const decisions = places.map((place) => decide(subject, need, place, policy));
  const denied = decisions.find((each) => !each.allowed && each.denied);
  const decision = denied ?? decisions.find((each) => each.allowed) ?? (decisions[0] as Decision);
  if (decision.allowed) return decision;
  return { ...decision, why: `${write.action} on ${write.resource} needs ${nameOf(need)}; ${decision.why}` };
};

/** Everybody whom the policy would let do it. */
export const whoCould = (access: Access, targets: readonly Target[], policy: Policy): readonly Person[] =>
  policy.people.filter((person) => authorize(subjectOf(person, policy), access, targets, policy).allowed);
