import { z } from 'zod';

const fastTime = z.object({ epoch: z.number(), speed: z.number() });

/** What a process of the storm is told. */
const ordersShape = z.object({
  /** The bot's time, and Azure's, which goes faster still. */
  time: fastTime,
  azureTime: fastTime,
  redis: z.string(),
  /** Where the highest count is kept outside Redis. */
  highWater: z.string().optional(),
  leaseSeconds: z.number(),
  azure: z.string(),
  authority: z.string(),
  tenant: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  subscription: z.string(),
  /** Workflows that this one does not have. */
  without: z.array(z.string()).default([]),
  /** Stops by SIGSTOP, once: right before or after it writes such an entry. */
  stops: z.object({ when: z.enum(['before', 'after']), kind: z.string() }).optional(),
});

export type Orders = z.infer<typeof ordersShape>;

const variable = 'STORM_ORDERS';

export const readOrders = (environment: NodeJS.ProcessEnv): Orders =>
  ordersShape.parse(JSON.parse(environment[variable] ?? '{}'));

export const asEnvironment = (orders: z.input<typeof ordersShape>): Readonly<Record<string, string>> => ({
  [variable]: JSON.stringify(orders),
});
