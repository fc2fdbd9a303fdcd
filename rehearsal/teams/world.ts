import { type Activity, type ChannelAccount, cardOf, type Json } from './shapes.ts';

/** Somebody of the tenant, a guest in it, or somebody of another one. */
export interface Person {
  readonly name: string;
  readonly objectId: string;
  readonly guest?: boolean;
  /** Default: the tenant that is rehearsed. */
  readonly tenantId?: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly people: readonly string[];
  /** Whether the bot was added to the team. */
  readonly installed: boolean;
}

type ConversationType = 'personal' | 'groupChat' | 'channel';

export interface Conversation {
  readonly id: string;
  readonly type: ConversationType;
  readonly people: readonly string[];
  readonly team?: string;
  installed: boolean;
  readonly messages: Posted[];
}

/** A message as it stands now, with what only some people see of it. */
export interface Posted {
  readonly id: string;
  readonly conversation: string;
  /** The message that it stands beneath. */
  readonly beneath?: string;
  readonly from: string;
  activity: Activity;
  edits: number;
  /** Cards that were given to one person in answer to a click, until the message is edited. */
  readonly personal: Map<string, Json>;
  /** Where it is seen by one person alone. */
  readonly only?: string;
}

export interface World {
  readonly tenantId: string;
  readonly people: readonly Person[];
  readonly conversations: Map<string, Conversation>;
  readonly bot: ChannelAccount;
  personNamed(name: string): Person;
  accountOf(person: Person): ChannelAccount;
  personalOf(person: Person): Conversation;
  add(conversation: Conversation, message: Omit<Posted, 'id' | 'edits' | 'personal' | 'conversation'>): Posted;
  find(conversation: string, activity: string): Posted | undefined;
  remove(conversation: string, activity: string): void;
}

interface WorldOptions {
  readonly tenantId: string;
  readonly appId: string;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  /** Several people, without a team. */
  readonly groupChats: readonly Pick<Channel, 'id' | 'people' | 'installed'>[];
}

/** Conversations and what was said in them. Nothing is drawn; everything is kept. */
export const createWorld = ({ tenantId, appId, people, channels, groupChats }: WorldOptions): World => {
  const conversations = new Map<string, Conversation>();
  for (const { id, team, people, installed } of channels) {
    conversations.set(id, { id, type: 'channel', team, people, installed, messages: [] });
  }
  for (const { id, people, installed } of groupChats) {
    conversations.set(id, { id, type: 'groupChat', people, installed, messages: [] });
  }
  let ids = 0;
  const personalId = ({ objectId }: Person): string => `a:personal-${objectId}`;
  for (const person of people) {
    const id = personalId(person);
    conversations.set(id, { id, type: 'personal', people: [person.name], installed: true, messages: [] });
  }
  const at = (id: string): Conversation => {
    const found = conversations.get(id);
    if (!found) throw new Error(`No conversation ${id}.`);
    return found;
  };

  return {
    tenantId,
    people,
    conversations,
    bot: { id: `28:${appId}`, name: 'Lifeboat' },
    personNamed(name) {
      const person = people.find((each) => each.name === name);
      if (!person) throw new Error(`Nobody is called '${name}'.`);
      return person;
    },
    accountOf: ({ name, objectId }) => ({ id: `29:${objectId}`, name, aadObjectId: objectId }),
    personalOf: (person) => at(personalId(person)),
    add(conversation, message) {
      // As in Teams, an id says when.
      ids = Math.max(ids + 1, Date.now());
      const posted: Posted = {
        ...message,
        id: String(ids),
        conversation: conversation.id,
        edits: 0,
        personal: new Map(),
      };
      conversation.messages.push(posted);
      return posted;
    },
    find: (conversation, activity) => conversations.get(conversation)?.messages.find(({ id }) => id === activity),
    remove(conversation, activity) {
      const { messages } = at(conversation);
      const index = messages.findIndex(({ id }) => id === activity);
      if (index >= 0) messages.splice(index, 1);
    },
  };
};

/** The card that one person sees of a message: their own, else the one for everybody. */
export const cardSeenBy = (posted: Posted, person: string): Json | undefined =>
  posted.personal.get(person) ?? cardOf(posted.activity);

/** Conversation ids of channels carry the thread: `19:...@thread.tacv2;messageid=1`. */
export const splitConversationId = (id: string): { readonly conversation: string; readonly thread?: string } => {
  const [conversation = '', thread] = id.split(';messageid=');
  return { conversation, ...(thread && { thread }) };
};
