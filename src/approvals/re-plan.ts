import type { PolicyFor } from '../authorization/policy-for.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Asker } from '../definitions/command.ts';
import { judge, planFor } from '../dispatch/judge.ts';
import type { Started } from '../operations/state.ts';
import { createUnderWay } from '../operations/under-way.ts';
import { understand } from '../parser/parse.ts';
import type { Plan, PlanFacts } from '../plans/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { ChannelRef, FormValues } from '../ports/chat.ts';
import type { Journal } from '../ports/journal.ts';
import type { KeptReaders } from '../ports/kept.ts';
import type { Names, Target } from '../ports/names.ts';
import { aboutOf } from './about.ts';
import { beyondBounds, differences, digestOf } from './digest.ts';
import type { AppliedRule, ChangeRequest } from './request.ts';
import { appliedRule, weightOf } from './rule.ts';

export interface PlannerParts {
  readonly catalog: Catalog;
  readonly names: Names;
  readonly policy: () => Policy;
  readonly policyFor: PolicyFor;
  readonly now: () => Date;
  readonly readers: Readers;
  readonly journal: Pick<Journal, 'read'>;
  readonly kept: KeptReaders;
}

/** What has become of a plan since it was shown. */
export type Rechecked =
  | { readonly kind: 'same'; readonly plan: Plan; readonly rule: AppliedRule; readonly targets: readonly Target[] }
  /** What was agreed to is not what would happen now. */
  | { readonly kind: 'changed'; readonly plan: Plan; readonly digest: string; readonly how: readonly string[] }
  /** It cannot be done any more, or its asker may not any more. */
  | { readonly kind: 'void'; readonly why: string };

/** What is needed of a request, or of the operation that it became, to make its plan again. */
interface Agreed {
  readonly command: string;
  readonly typed: FormValues;
  readonly person: string;
  readonly name: string;
  readonly byOwnLink?: true | undefined;
  readonly channel: ChannelRef;
}

/** Makes a request's plan again from what was typed, with roles and facts as they are now. */
export const recheck = async (request: ChangeRequest, parts: PlannerParts): Promise<Rechecked> => {
  const { command, typed, asker, channel, digest, plan } = request;
  const again = await planAgain({ command, typed, ...asker, channel }, parts);
  return compare(again, { digest, bounds: plan.facts.bounded }, plan.facts);
};

/** The same for an operation: its journal keeps the digest, and no facts. */
export const recheckStarted = async (started: Started, parts: PlannerParts): Promise<Rechecked> => {
  const { command, typed, asker, digest, bounds } = started;
  const channel = { tenant: '', personal: true, sharedOutside: false, ...started.channel } as ChannelRef;
  return compare(await planAgain({ command, typed, ...asker, channel }, parts), { digest, bounds });
};

type Again =
  | {
      readonly kind: 'planned';
      readonly plan: Plan;
      readonly command: string;
      /** What the policy asks for it now. */
      readonly rule: AppliedRule;
      readonly targets: readonly Target[];
    }
  | (Rechecked & { readonly kind: 'void' });

const planAgain = async (agreed: Agreed, parts: PlannerParts): Promise<Again> => {
  const policy = await parts.policyFor([agreed.person], 'fresh');
  const command = parts.catalog.find(agreed.command);
  const asker = askerOf(agreed, policy);
  if (command?.kind !== 'change') return { kind: 'void', why: `there is no command ${agreed.command} here` };
  if (!asker) return { kind: 'void', why: `the policy knows no ${agreed.name} any more` };
  const parsed = understand(command, agreed.typed);
  if (parsed.kind !== 'command') return { kind: 'void', why: 'the command means something else by now' };
  const judged = await judge(parsed, asker, { names: parts.names, policy });
  if (judged.kind === 'unresolved') return { kind: 'void', why: `there is no single "${judged.name}" any more` };
  if (judged.kind === 'refused') return { kind: 'void', why: `${agreed.name}: ${judged.decision.why}` };
  const { now, readers, kept, catalog, journal } = parts;
  const operation = createUnderWay(catalog, journal);
  const planned = await planFor(command, judged.values, asker, { policy, now, readers, kept, operation });
  if (planned.kind === 'refused') return { kind: 'void', why: `${agreed.name}: ${planned.decision.why}` };
  if (planned.kind === 'blocked') return { kind: 'void', why: blockOf(planned.plan) };
  const { plan } = planned;
  const { access, targets } = aboutOf(plan, judged);
  const { byOwnLink } = agreed;
  const rule = appliedRule({ ...weightOf(command, plan), access, targets, vms: plan.vms, byOwnLink }, policy, now());
  return { kind: 'planned', plan, command: command.name, rule, targets };
};

/** Limits stay those that were agreed to: the digest covers them, so nobody can widen them on the way. */
interface Consent {
  readonly digest: string;
  readonly bounds: PlanFacts['bounded'];
}

const compare = (again: Again, { digest, bounds }: Consent, facts?: PlanFacts): Rechecked => {
  if (again.kind === 'void') return again;
  const { plan, command, rule, targets } = again;
  const now = plan.facts;
  const agreed = digestOf(command, { decisive: now.decisive, bounded: bounds }) === digest;
  const beyond = beyondBounds({ ...now, bounded: bounds }, now);
  if (agreed && beyond.length === 0) {
    return { kind: 'same', plan: { ...plan, facts: { ...now, bounded: bounds } }, rule, targets };
  }
  const different = facts
    ? differences(facts, { ...now, bounded: bounds })
    : ['the facts are not those that were agreed to'];
  return { kind: 'changed', plan, digest: digestOf(command, now), how: agreed ? beyond : different };
};

/** The asker as the policy knows them now, by the channel where they asked. */
const askerOf = ({ person: id, name, channel }: Agreed, policy: Policy): Asker | undefined => {
  const person = policy.people.find((each) => each.id === id);
  const account = { platform: channel.platform, tenant: '', id: '', name, outsider: false };
  return person && { account, channel, person };
};

const blockOf = (plan: Plan): string => {
  const block = plan.checks.find((check) => check.outcome === 'block');
  return block ? `${block.subject}: ${block.why}` : 'its checks stop it';
};
