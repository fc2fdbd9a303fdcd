import type { ChannelKeys } from './channel-keys.ts';
import type { Activity, Json } from './shapes.ts';
import type { Conversation, Person, World } from './world.ts';

/** An activity that the bot was told, and what it answered. */
export interface Delivered {
  readonly activity: Activity;
  readonly status: number;
  readonly body: unknown;
}

export interface Delivery {
  readonly delivered: readonly Delivered[];
  connect(endpoint: string): void;
  /** `header` in the place of the token that the channel service would send. */
  deliver(activity: Activity, header?: string): Promise<Delivered>;
  again(): Promise<Delivered>;
  /** What every activity of that person there says of itself. */
  from(person: Person, conversation: Conversation, thread?: string): Json;
  tellInstalled(conversation: Conversation): Promise<Delivered>;
}

interface DeliveryParts {
  readonly appId: string;
  readonly keys: ChannelKeys;
  readonly serviceUrl: string;
  readonly world: World;
  readonly now: () => number;
}

/** A bot that has not answered by then is not waited for any longer. */
const patienceMs = 15_000;

/** The channel service's way to the bot: signed, and to its one address. */
export const createDelivery = ({ appId, keys, serviceUrl, world, now }: DeliveryParts): Delivery => {
  const delivered: Delivered[] = [];
  let endpoint: string | undefined;

  const deliver = async (activity: Activity, header?: string): Promise<Delivered> => {
    if (!endpoint) throw new Error('The bot has not been connected.');
    const authorization = header ?? `Bearer ${await keys.sign({ aud: appId, serviceurl: serviceUrl })}`;
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...(authorization && { authorization }) },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.text();
    const done = { activity, status: answer.status, body: parsed(text) };
    delivered.push(done);
    return done;
  };

  const envelope = (conversation: Conversation, thread?: string): Json => ({
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date(now()).toISOString(),
    recipient: world.bot,
    conversation: {
      id: thread ? `${conversation.id};messageid=${thread}` : conversation.id,
      conversationType: conversation.type,
      tenantId: world.tenantId,
      ...(conversation.type !== 'personal' && { isGroup: true }),
    },
    channelData: {
      tenant: { id: world.tenantId },
      ...(conversation.type === 'channel' && {
        channel: { id: conversation.id },
        team: { id: conversation.team },
      }),
    },
  });

  return {
    delivered,
    connect: (address) => {
      endpoint = address;
    },
    deliver,
    again() {
      const last = delivered.at(-1);
      if (!last) throw new Error('Nothing has been delivered yet.');
      return deliver(last.activity);
    },
    from: (person, conversation, thread) => ({
      ...envelope(conversation, thread),
      from: world.accountOf(person),
      locale: 'en-US',
    }),
    tellInstalled: (conversation) => {
      const { installed, people } = conversation;
      const somebody = people[0] === undefined ? world.bot : world.accountOf(world.personNamed(people[0]));
      return deliver({
        ...envelope(conversation),
        from: somebody,
        type: 'installationUpdate',
        action: installed ? 'add' : 'remove',
        id: crypto.randomUUID(),
      });
    },
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
};
