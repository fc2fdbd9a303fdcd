import { z } from 'zod';

const id = z.string().min(1).max(1000);
const account = z.object({ id, name: z.string().max(500).optional(), aadObjectId: z.string().max(100).optional() });

/** What is read of an activity; the platform may add to it what it likes. */
const activityShape = z.object({
  type: z.string().max(100),
  id: id.optional(),
  name: z.string().max(200).optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  action: z.string().max(100).optional(),
  replyToId: id.optional(),
  // Whatever other channels the bot service knows: this bot is in none of them.
  channelId: z.literal('msteams'),
  serviceUrl: z.string().max(500),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: z.string().max(50).optional(),
    tenantId: z.string().max(100).optional(),
  }),
  channelData: z
    .object({ tenant: z.object({ id: z.string().max(100) }).optional(), eventType: z.string().max(100).optional() })
    .optional(),
  entities: z
    .array(
      z.object({ type: z.string(), text: z.string().optional(), mentioned: z.object({ id: z.string() }).optional() }),
    )
    .max(200)
    .optional(),
  membersAdded: z.array(account).optional(),
  membersRemoved: z.array(account).optional(),
});

export type Activity = z.infer<typeof activityShape>;

export const readActivity = (value: unknown): Activity | undefined => {
  const read = activityShape.safeParse(value);
  return read.success ? read.data : undefined;
};

/** Where it happened, and where an answer goes. */
export interface Place {
  readonly tenant: string;
  readonly serviceUrl: string;
  /** The conversation itself, without the thread. */
  readonly conversation: string;
  /** In a channel, the message that the thread is beneath. */
  readonly thread?: string;
  readonly personal: boolean;
}

export const placeOf = ({ conversation, channelData, serviceUrl, replyToId, id }: Activity): Place => {
  const [base = '', thread] = conversation.id.split(';messageid=');
  const isChannel = conversation.conversationType === 'channel';
  const beneath = thread ?? replyToId ?? id;
  return {
    tenant: conversation.tenantId ?? channelData?.tenant?.id ?? '',
    serviceUrl,
    conversation: base,
    ...(isChannel && beneath && { thread: beneath }),
    personal: conversation.conversationType === 'personal',
  };
};

/** Both places that name a tenant name this one. */
export const isOfTenant = ({ conversation, channelData }: Activity, tenant: string): boolean => {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((each) => each !== undefined);
  return named.length > 0 && named.every((each) => each.toLowerCase() === tenant.toLowerCase());
};

/** What was typed, without the mention that a channel needs. */
export const lineOf = ({ text = '', entities = [], recipient }: Activity): string =>
  entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .reduce((rest, mention) => (mention.text ? rest.replace(mention.text, ' ') : rest), text)
    .replace(/\u00a0|&nbsp;/gu, ' ')
    .trim();

/** The same for a delivery that is repeated, and for no other: ids of activities are unique within a conversation. */
export const deliveryIdOf = ({ type, id, conversation }: Activity): string => `${type} ${conversation.id} ${id ?? ''}`;
