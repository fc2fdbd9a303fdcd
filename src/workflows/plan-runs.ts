import { z } from 'zod';

const ofPlan = {
  planId: z.string(),
  plan: z.string(),
  members: z.array(z.object({ itemId: z.string(), machine: z.string() })).readonly(),
  direction: z.enum(['to-recovery', 'to-primary']),
  /** Its start groups with their actions by name, for what is said of its progress. */
  groups: z
    .array(z.object({ before: z.array(z.string()).readonly(), after: z.array(z.string()).readonly() }))
    .readonly()
    .optional(),
};

const point = z.enum(['latest', 'latest-processed', 'app-consistent', 'crash-consistent']);

/** One call of Site Recovery for a whole recovery plan, by the name of the writer's method. */
export const planRun = z.discriminatedUnion('call', [
  z.object({
    call: z.literal('failOverPlan'),
    ...ofPlan,
    point,
    shutdownSource: z.boolean(),
    /** Where its machines run afterwards, as people call it; orders of old do not say it. */
    targetRegion: z.string().optional(),
    /** Home again: a failover for Azure, and not for people. */
    back: z.literal(true).optional(),
  }),
  z.object({ call: z.literal('drillPlan'), ...ofPlan, point, networkId: z.string() }),
  z.object({ call: z.literal('cleanUpPlanDrill'), ...ofPlan, notes: z.string() }),
  z.object({ call: z.literal('commitPlan'), ...ofPlan }),
  z.object({ call: z.literal('cancelPlanFailover'), ...ofPlan }),
]);

export type PlanRun = z.infer<typeof planRun>;
export type PlanCall = PlanRun['call'];
export type PlanRunOf<Call extends PlanCall> = Extract<PlanRun, { call: Call }>;
