import { z } from 'zod';
import { AzureRefused } from '../errors/azure.ts';
import type { Step, Workflow } from '../operations/workflow.ts';
import type { RecoveryPlan, RecoveryPlanGroup } from '../ports/azure/recovery.ts';
import { ifThere } from '../protection/if-there.ts';
import { jobWords } from '../views/job-words.ts';
import type { Tools } from './tools.ts';

const action = z.object({
  name: z.string(),
  kind: z.enum(['manual', 'script', 'runbook']),
  instructions: z.string().optional(),
  runs: z.string().optional(),
  runsAt: z.enum(['source', 'target']).optional(),
  during: z
    .array(z.enum(['failover', 'drill']))
    .readonly()
    .optional(),
});

const group = z.object({
  kind: z.enum(['shutdown', 'failover', 'boot']),
  itemIds: z.array(z.string()).readonly(),
  before: z.array(action).readonly(),
  after: z.array(action).readonly(),
});

const groups = z.array(group).readonly();

const keeping = z.discriminatedUnion('call', [
  z.object({
    call: z.literal('createPlan'),
    id: z.string(),
    name: z.string(),
    primaryFabricId: z.string(),
    recoveryFabricId: z.string(),
    groups,
  }),
  z.object({ call: z.literal('updatePlan'), id: z.string(), name: z.string(), groups }),
  z.object({ call: z.literal('deletePlan'), id: z.string(), name: z.string() }),
]);

type Keeping = z.infer<typeof keeping>;

/** Creates, changes or deletes a recovery plan. */
export const keepRecoveryPlan: Workflow<Keeping, Tools> = {
  name: 'keep-recovery-plan',
  version: 1,
  readOrder: (order) => keeping.parse(order),
  steps: (order) => [keepStep(order)],
  closing: ({ call, name }) => ({ sentences: [], next: call === 'deletePlan' ? [] : nextFor(name) }),
};

const nextFor = (name: string) => [
  { label: `Show ${name}`, line: `recovery-plan show ${name}` },
  { label: `Drill ${name}...`, line: `drill ${name}`, asks: ['network'] },
];

const verbs = { createPlan: 'create', updatePlan: 'change', deletePlan: 'delete' } as const;

const keepStep = (order: Keeping): Step<Tools> => ({
  name: order.call,
  title: `${verbs[order.call]} the recovery plan ${order.name}`,
  dangerous: false,
  look: async (tools) => {
    const there = await planThere(tools, order);
    if (isAsOrdered(there, order)) return { kind: 'done', evidence: order.id };
    if (!there?.runningJob) return { kind: 'to-do' };
    return { kind: 'not-yet', why: `its ${jobWords(there.runningJob.scenario)} still runs`, askAgainInSeconds: 30 };
  },
  act: async (tools, sending) => {
    const { recovery } = tools.writers;
    if (order.call === 'updatePlan') return recovery.updatePlan(order, sending);
    if (order.call === 'deletePlan') return recovery.deletePlan(order, sending);
    // Azure writes over what is there by this name: what appeared since the plan was shown is left as it is.
    if (await planThere(tools, order)) throw appearedSince(order);
    return recovery.createPlan(order, sending);
  },
  standing: ({ writers }, token) => writers.recovery.standing(token),
  reconcile: async (tools, { requestId, sentAt }) => {
    if (isAsOrdered(await planThere(tools, order), order)) return { seen: 'done', evidence: order.id };
    const seen = await tools.writers.recovery.reconcile({ itemId: order.id, scenario: order.call, requestId, sentAt });
    return seen.seen === 'done' ? { seen: 'nothing' } : seen;
  },
});

const planThere = async ({ readers }: Tools, { id }: Keeping): Promise<RecoveryPlan | undefined> =>
  (await ifThere(readers.recovery.plan(id, 'fresh')))?.value;

const isAsOrdered = (there: RecoveryPlan | undefined, order: Keeping): boolean => {
  if (order.call === 'deletePlan') return there === undefined;
  return there !== undefined && keyOf(there.groups) === keyOf(order.groups);
};

/** What tells two sets of groups apart; Azure adds the special ones where they hold nothing. */
const keyOf = (all: readonly RecoveryPlanGroup[]): string =>
  JSON.stringify(
    all
      .filter(({ kind, before, after }) => kind === 'boot' || before.length + after.length > 0)
      .map(({ kind, itemIds, before, after }) => [
        kind,
        itemIds.map((id) => id.toLowerCase()).toSorted(),
        ...[before, after].map((actions) => actions.map(({ name, kind: what, runs }) => [name, what, runs ?? ''])),
      ]),
  );

const appearedSince = ({ name }: Keeping) =>
  new AzureRefused({
    what: `create the recovery plan ${name}`,
    code: 'ThereIsOne',
    message: `There is a recovery plan ${name} by now, which is left as it is.`,
  });
