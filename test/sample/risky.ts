import type { ChangeRequest } from '../../src/approvals/request.ts';
import { requestFrom } from '../../src/approvals/request-from.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { arg } from '../../src/definitions/argument.ts';
import { defineChange } from '../../src/definitions/command.ts';
import { judge } from '../../src/dispatch/judge.ts';
import { createPolicyNames } from '../../src/names/policy-names.ts';
import { understand } from '../../src/parser/parse.ts';
import type { Plan } from '../../src/plans/plan.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Target } from '../../src/ports/names.ts';
import { nothingKept } from './kept.ts';
import { targetName } from './kinds.ts';
import { policyAlone, samplePolicy } from './policy.ts';
import { listedChannel, noAzure, slackUser } from './talk.ts';

/** A change with a limited loss of data, in a world where loss, checks and policy can be turned. */
export const riskyWorld = () => {
  const turned: { loss: number; block: string | undefined; policy: Policy; azure: () => void } = {
    loss: 6,
    block: undefined,
    policy: samplePolicy(),
    azure: () => {},
  };
  const risky = defineChange({
    name: 'risky',
    topic: 'see',
    summary: 'Do something that loses data.',
    access: { level: 'operator', area: 'recovery' },
    danger: 'outage',
    args: { target: arg(targetName, { help: 'Of what', example: 'payments' }) },
    plan: async ({ target }) => {
      turned.azure();
      return riskyPlan(target, turned.loss, turned.block);
    },
  });
  const parts = {
    catalog: createCatalog([risky]),
    names: createPolicyNames(() => turned.policy),
    policy: () => turned.policy,
    policyFor: policyAlone(() => turned.policy),
    now: () => new Date(),
    readers: noAzure,
    journal: { read: async () => undefined },
    kept: nothingKept,
  };
  const asker = { account: slackUser('ana'), channel: listedChannel, person: samplePolicy().people[0] };

  /** Ana's request about payments, as it would be made now. */
  const request = async (): Promise<ChangeRequest> => {
    const parsed = understand(risky, { target: 'payments' });
    if (parsed.kind !== 'command' || risky.kind !== 'change') throw new Error('The line was not understood.');
    const judged = await judge(parsed, asker, { names: parts.names, policy: turned.policy });
    if (judged.kind !== 'allowed') throw new Error(`Ana may not: ${judged.kind}.`);
    const { access, targets } = judged;
    const plan = riskyPlan(targets[0] as Target, turned.loss, undefined);
    const line = 'risky payments';
    const asked = requestFrom(
      { command: risky, line, typed: parsed.typed, access, targets, plan, asker },
      turned.policy,
      new Date(),
    );
    const kept = { id: 'DR-1', version: 1, openedAt: 0, expiresAt: 900_000, approvals: [], cards: [] };
    return { ...asked, ...kept, state: { kind: 'open' } };
  };
  return Object.assign(turned, { parts, request, risky });
};

const riskyPlan = ({ name, resources }: Target, loss: number, block: string | undefined): Plan => ({
  title: `risk ${name}`,
  lines: [{ title: name, detail: 'at once' }],
  consequences: [],
  checks: block ? [{ outcome: 'block', subject: name, why: block }] : [],
  facts: {
    decisive: { vms: resources },
    bounded: { 'data loss': { now: loss, most: loss + 15, unit: 'min' } },
    shown: {},
  },
  writes: [],
  vms: resources.length,
  work: { workflow: 'risky', order: { name, loss }, locks: resources.map((machine) => ({ machine, kind: 'move' })) },
});
