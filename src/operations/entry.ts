import { z } from 'zod';
import { areas, levels, specialGrants } from '../policy/policy.ts';
import { nameKinds } from '../ports/names.ts';

const voice = z.object({ person: z.string(), name: z.string(), account: z.string() });
const access = z.union([
  z.object({ level: z.enum(levels), area: z.enum(areas) }),
  z.object({ grant: z.enum(specialGrants) }),
]);
const target = z.object({
  kind: z.enum(nameKinds),
  name: z.string(),
  where: z.string(),
  resources: z.array(z.string()),
});
const problem = z.looseObject({
  what: z.string(),
  code: z.string(),
  message: z.string(),
  possibleCauses: z.string().optional(),
  recommendedAction: z.string().optional(),
  explanation: z.string().optional(),
  leftBehind: z.string().optional(),
});
const token = z.object({
  kind: z.enum([
    'done',
    'recovery-job',
    'backup-operation',
    'cross-region-operation',
    'status-address',
    'result-address',
    'resource',
  ]),
  at: z.string(),
  resource: z.string(),
  deletes: z.boolean().optional(),
  acceptedAt: z.string(),
});

/** What can be written into a journal. Read back with this shape: an old or foreign entry stops here. */
const part = z.object({
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped', 'unknown']),
  detail: z.string().optional(),
});

export const entryShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    workflow: z.string(),
    workflowVersion: z.number(),
    command: z.string(),
    line: z.string(),
    typed: z.record(z.string(), z.union([z.string(), z.array(z.string())]).optional()),
    title: z.string(),
    digest: z.string(),
    /** The limits that the digest covers. */
    bounds: z.record(z.string(), z.object({ now: z.number(), most: z.number(), unit: z.string() })),
    policyVersion: z.string(),
    /** What its approvers had to hold; who may stop it follows from it. */
    access,
    targets: z.array(target),
    asker: voice.extend({ byOwnLink: z.literal(true).optional() }),
    /** Each with when they agreed. */
    approvers: z.array(voice.extend({ at: z.number().optional() })),
    askedAt: z.number().optional(),
    channel: z.looseObject({ platform: z.string(), id: z.string() }),
    reason: z.string().optional(),
    danger: z.enum(['reversible', 'outage', 'data-loss']).optional(),
    /** How long all of it may take. */
    objectiveSeconds: z.number().optional(),
    /** When it was asked for; fallback approvers count some time after that. */
    requestedAt: z.number().optional(),
    /** Who started it alone, where the approvals are not enough. */
    glass: z.object({ by: voice, incident: z.string(), reason: z.string(), at: z.number() }).optional(),
    /** The first write must be sent before this, or consent is asked for again. */
    startBy: z.number(),
  }),
  /** The steps, as the worker's own plan has them. */
  z.object({
    kind: z.literal('planned'),
    steps: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        dangerous: z.boolean(),
        lane: z.string().default(''),
        stage: z.number().default(0),
      }),
    ),
    /** What the steps are made from, sealed by the worker that planned: Redis is not believed. */
    sealed: z.object({ order: z.string(), seal: z.string() }),
  }),
  /** Written before a call: who finds it later knows that the call may have been sent until `sendBefore`. */
  z.object({ kind: z.literal('intended'), step: z.string(), requestId: z.string(), sendBefore: z.number() }),
  z.object({ kind: z.literal('accepted'), step: z.string(), token }),
  z.object({ kind: z.literal('unknown'), step: z.string(), why: z.string() }),
  z.object({ kind: z.literal('not-sent'), step: z.string(), why: z.string() }),
  z.object({
    kind: z.literal('progressed'),
    step: z.string(),
    percent: z.number().optional(),
    detail: z.string(),
    parts: z.array(part).optional(),
  }),
  z.object({ kind: z.literal('finished'), step: z.string(), evidence: z.string() }),
  z.object({ kind: z.literal('failed'), step: z.string(), problem }),
  /** By a worker that cannot go on with it, after nobody else has for a while. */
  z.object({ kind: z.literal('left'), why: z.string() }),
  z.object({ kind: z.literal('stop-asked'), by: voice }),
  z.object({ kind: z.literal('consent-asked'), why: z.string() }),
  z.object({ kind: z.literal('consent-given'), by: z.array(voice), startBy: z.number() }),
  /** Found not to have happened, by two people: it may be sent again. */
  z.object({ kind: z.literal('send-again'), step: z.string(), by: z.array(voice), startBy: z.number() }),
  z.object({
    kind: z.literal('ended'),
    outcome: z.enum(['done', 'failed', 'stopped']),
    summary: z.string(),
    /** What may be done next. */
    next: z
      .array(z.object({ label: z.string(), line: z.string(), asks: z.array(z.string()).readonly().optional() }))
      .optional(),
  }),
]);

export type Entry = z.infer<typeof entryShape>;
