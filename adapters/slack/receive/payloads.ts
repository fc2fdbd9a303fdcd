import { z } from 'zod';
import { stateShape } from '../modals/values.ts';

/** What Slack sends, as far as it is looked at. Everything else in it is ignored. */
const id = z.string().min(1).max(100);
const address = z.url({ protocol: /^https?$/u }).max(2000);

const user = z.object({ id, name: z.string().optional(), username: z.string().optional(), team_id: id.optional() });

export const commandShape = z.object({
  team_id: id,
  user_id: id,
  user_name: z.string().optional(),
  channel_id: id,
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: address,
});

export const clickShape = z.object({
  user,
  trigger_id: z.string(),
  channel: z.object({ id }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional(), thread_ts: z.string().optional() }).optional(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  response_url: address.optional(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().optional() }))
    .min(1)
    .max(1),
});

export const submissionShape = z.object({
  user,
  view: z.object({
    id,
    hash: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: stateShape }),
  }),
});

export const suggestionShape = z.object({
  user,
  block_id: z.string(),
  value: z.string().max(1000).default(''),
  view: z.object({ private_metadata: z.string() }),
});

export const shortcutShape = z.object({ user, trigger_id: z.string() });

const eventBody = z.object({ team_id: id.optional() });

/** Said by a person: in a channel to the bot, or in their own conversation with it. */
export const messageShape = eventBody.extend({
  event: z.object({
    user: id.optional(),
    bot_id: z.string().optional(),
    subtype: z.string().optional(),
    channel: id,
    channel_type: z.string().optional(),
    text: z.string().default(''),
    thread_ts: z.string().optional(),
    /** Of who wrote it, where it is not the workspace of the app. */
    user_team: id.optional(),
    source_team: id.optional(),
    team: id.optional(),
  }),
});

export const homeShape = eventBody.extend({ event: z.object({ user: id, tab: z.string().optional() }) });
