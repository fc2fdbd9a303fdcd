import type { Catalog } from '../catalog/catalog.ts';
import type { Asker } from '../definitions/command.ts';
import { judge, planFor } from '../dispatch/judge.ts';
import { understand } from '../parser/parse.ts';
import type { Plan } from '../plans/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Readers } from '../ports/azure/readers.ts';
import type { Names } from '../ports/names.ts';
import { beyondBounds, differences, digestOf } from './digest.ts';
import type { ChangeRequest } from './request.ts';

export interface PlannerParts {
  readonly catalog: Catalog;
  readonly names: Names;
  readonly policy: () => Policy;
  readonly now: () => Date;
  readonly readers: Readers;
}

/** What has become of a plan since it was shown. */
export type Rechecked =
  | { readonly kind: 'same'; readonly plan: Plan }
  /** What was agreed to is not what would happen now. */
  | { readonly kind: 'changed'; readonly plan: Plan; readonly digest: string; readonly how: readonly string[] }
  /** It cannot be done any more, or its asker may not any more. */
  | { readonly kind: 'void'; readonly why: string };

/** Makes a request's plan again from what was typed, with roles and facts as they are now. */
export const recheck = async (request: ChangeRequest, parts: PlannerParts): Promise<Rechecked> => {
  const policy = parts.policy();
  const command = parts.catalog.find(request.command);
  const asker = askerOf(request, policy);
  if (command?.kind !== 'change') return { kind: 'void', why: `there is no command ${request.command} here` };
  if (!asker) return { kind: 'void', why: `the policy knows no ${request.asker.name} any more` };
  const parsed = understand(command, request.typed);
  if (parsed.kind !== 'command') return { kind: 'void', why: 'the command means something else by now' };
  const judged = await judge(parsed, asker, { names: parts.names, policy });
  if (judged.kind === 'unresolved') return { kind: 'void', why: `there is no single "${judged.name}" any more` };
  if (judged.kind === 'refused') return { kind: 'void', why: `${request.asker.name}: ${judged.decision.why}` };
  const planned = await planFor(command, judged.values, asker, { policy, now: parts.now, readers: parts.readers });
  if (planned.kind === 'refused') return { kind: 'void', why: `${request.asker.name}: ${planned.decision.why}` };
  if (planned.kind === 'blocked') return { kind: 'void', why: blockOf(planned.plan) };
  return compare(request, planned.plan);
};

const compare = (request: ChangeRequest, plan: Plan): Rechecked => {
  const digest = digestOf(request.command, plan.facts);
  const how =
    digest === request.digest
      ? beyondBounds(request.plan.facts, plan.facts)
      : differences(request.plan.facts, plan.facts);
  return how.length === 0 && digest === request.digest
    ? { kind: 'same', plan }
    : { kind: 'changed', plan, digest, how };
};

/** The asker as the policy knows them now, by the channel where they asked. */
const askerOf = (request: ChangeRequest, policy: Policy): Asker | undefined => {
  const person = policy.people.find((each) => each.id === request.asker.person);
  const account = { platform: request.channel.platform, tenant: '', id: '', name: request.asker.name, outsider: false };
  return person && { account, channel: request.channel, person };
};

const blockOf = (plan: Plan): string => {
  const block = plan.checks.find((check) => check.outcome === 'block');
  return block ? `${block.subject}: ${block.why}` : 'its checks stop it';
};
