/** What travels over the wire, as far as this side reads or writes it. */
export interface ChannelAccount {
  readonly id: string;
  readonly name?: string;
  readonly aadObjectId?: string;
}

export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly text?: string;
  readonly summary?: string;
  readonly value?: unknown;
  readonly replyToId?: string;
  readonly attachments?: readonly Attachment[];
  readonly entities?: readonly Entity[];
  readonly recipient?: ChannelAccount;
  readonly [more: string]: unknown;
}

interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
}

interface Entity {
  readonly type: string;
  readonly mentioned?: ChannelAccount;
  readonly text?: string;
}

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const cardType = 'application/vnd.microsoft.card.adaptive';

/** The first card of an activity. */
export const cardOf = (activity: Pick<Activity, 'attachments'>): Json | undefined => {
  const content = activity.attachments?.find(({ contentType }) => contentType === cardType)?.content;
  return isJson(content) ? content : undefined;
};
