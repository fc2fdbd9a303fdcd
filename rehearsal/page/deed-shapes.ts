import { z } from 'zod';

const id = z.string().min(1).max(500);
const text = z.string().min(1).max(4000);
/** Whoever is played. */
const as = id;
const values = z.record(id, z.union([z.string().max(10_000), z.array(z.string().max(500)).max(100)]));

export const slackDeedShape = z.discriminatedUnion('deed', [
  z.object({ as, deed: z.literal('slack-says'), channel: id, text, thread: id.optional() }),
  z.object({ as, deed: z.literal('slack-clicks'), channel: id, message: id, action: id, label: z.string() }),
  z.object({ as, deed: z.literal('slack-submits'), values }),
  z.object({ as, deed: z.literal('slack-closes') }),
  z.object({ as, deed: z.literal('slack-suggests'), block: id, typed: z.string().max(500) }),
  z.object({ as, deed: z.literal('slack-opens-home') }),
]);

export type SlackDeed = z.infer<typeof slackDeedShape>;

export const teamsDeedShape = z.discriminatedUnion('deed', [
  z.object({ as, deed: z.literal('teams-says'), channel: id, text, thread: id.optional() }),
  z.object({
    as,
    deed: z.literal('teams-presses'),
    message: id,
    /** Its place among the card's buttons. */
    button: z.number().int().min(0),
    inputs: z.record(id, z.string().max(10_000)),
  }),
  z.object({ as, deed: z.literal('teams-views'), message: id }),
  z.object({ as, deed: z.literal('teams-suggests'), message: id, dataset: id, typed: z.string().max(500) }),
]);

export type TeamsDeed = z.infer<typeof teamsDeedShape>;

/** Everything that somebody can do on the page. */
export type Deed = SlackDeed | TeamsDeed;
