import { authorize, authorizeWrites, operatorOf } from '../authorization/authorize.ts';
import { type Refusal, type Subject, subjectOf } from '../authorization/decide.ts';
import type { Access, Asker, Change, Command, PlanContext } from '../definitions/command.ts';
import type { Understood } from '../parser/parse.ts';
import type { Plan } from '../plans/plan.ts';
import { listedChannel } from '../policy/channels.ts';
import type { Policy } from '../policy/policy.ts';
import type { Names, Target } from '../ports/names.ts';
import type { Unresolved } from './examination.ts';
import { resolveNames } from './resolve-names.ts';

type Values = Readonly<Record<string, unknown>>;

/** Whether somebody may give a command: its names found, its floor held. */
export type Judged =
  | ({ readonly kind: 'unresolved' } & Unresolved)
  | {
      readonly kind: 'refused';
      readonly access: Access;
      readonly targets: readonly Target[];
      readonly decision: Refusal;
    }
  | { readonly kind: 'allowed'; readonly values: Values; readonly access: Access; readonly targets: readonly Target[] };

export const judge = async (
  { command, values: read }: Understood,
  asker: Asker,
  { names, policy }: { readonly names: Names; readonly policy: Policy },
): Promise<Judged> => {
  const resolved = await resolveNames(command, read, names);
  if (resolved.kind === 'unresolved') return resolved;
  const { values, targets } = resolved;
  const access = typeof command.access === 'function' ? command.access(values) : command.access;
  const decision = authorize(subjectFor(asker, policy), access, targets, policy);
  if (!decision.allowed) return { kind: 'refused', access, targets, decision };
  return { kind: 'allowed', values, access, targets };
};

/** Somebody known by their own word alone asks and reads; what counts at once takes an account that another vouched for. */
export const barredByOwnLink = (command: Command, { unconfirmed }: Asker): Refusal | undefined => {
  if (!unconfirmed || command.kind !== 'act' || command.ofOnesOwn) return undefined;
  const why = 'somebody with the grant people-admin has to confirm your link first';
  return { allowed: false, rule: 'a link that you made yourself', why };
};

export const subjectFor = ({ person, channel }: Asker, policy: Policy): Subject | undefined =>
  person && subjectOf(person, policy, listedChannel(channel, policy));

type Planned =
  | { readonly kind: 'planned'; readonly plan: Plan }
  /** Its own checks stop it. */
  | { readonly kind: 'blocked'; readonly plan: Plan }
  /** It writes something that the asker may not. */
  | { readonly kind: 'refused'; readonly decision: Refusal };

/** Makes the plan, and judges the whole of what it writes. */
export const planFor = async (
  command: Change,
  values: Values,
  asker: Asker,
  context: Omit<PlanContext, 'asker'>,
): Promise<Planned> => {
  const { policy } = context;
  const plan = await command.plan(values, { ...context, asker });
  const subject = subjectFor(asker, policy) as Subject;
  const about = plan.about && authorize(subject, operatorOf(plan.about.access), plan.about.targets, policy);
  if (about && !about.allowed) return { kind: 'refused', decision: about };
  const allowed = authorizeWrites(subject, command.name, plan.writes, policy);
  if (!allowed.allowed) return { kind: 'refused', decision: allowed };
  return { kind: plan.checks.some((check) => check.outcome === 'block') ? 'blocked' : 'planned', plan };
};
