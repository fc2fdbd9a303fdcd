import type { Faults } from './faults.ts';
import type { SendLimits } from './limits.ts';
import { Refusal, refuse } from './refusals.ts';
import { type Activity, isJson, type Json } from './shapes.ts';
import { type Conversation, splitConversationId, type World } from './world.ts';

interface ConnectorCall {
  readonly method: string;
  /** Behind `/v3/conversations`, percent-decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Of the body, as it is counted: two bytes a character. */
  readonly size: number;
}

export interface ConnectorAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ConnectorParts {
  readonly world: World;
  readonly limits: SendLimits;
  readonly faults: Faults;
}

const sizeLimit = 100 * 1024;
const pageSize = 200;

/** What a bot can ask of the Bot Connector. Throws a Refusal. */
export const answerConnectorCall = (parts: ConnectorParts, call: ConnectorCall): ConnectorAnswer => {
  const [conversationId, collection, itemId] = call.path;
  if (call.size > sizeLimit) throw refuse.tooLarge();
  if (call.path.length === 0 && call.method === 'POST') return createConversation(parts, activityIn(call.body));
  if (conversationId === undefined) throw refuse.noRoute();
  const place = splitConversationId(conversationId);
  const conversation = rosterOf(parts.world, place.conversation);
  if (collection === 'pagedmembers' && call.method === 'GET') return members(parts.world, conversation, call.query);
  if (collection !== 'activities') throw refuse.noRoute();
  if (call.method === 'POST')
    return send(parts, conversation, activityIn(call.body), call.query, place.thread ?? itemId);
  if (itemId === undefined) throw refuse.noRoute();
  if (call.method === 'PUT') return update(parts.world, conversation, itemId, activityIn(call.body));
  if (call.method === 'DELETE') return remove(parts.world, conversation, itemId);
  throw refuse.noRoute();
};

const activityIn = (body: unknown): Activity => {
  if (!isJson(body)) throw refuse.badSyntax('The body is not a JSON object.');
  return body as Activity;
};

const rosterOf = (world: World, id: string): Conversation => {
  const conversation = world.conversations.get(id);
  if (!conversation) throw refuse.noConversation();
  if (!conversation.installed) throw refuse.notInRoster();
  return conversation;
};

/** A thread in a channel, or the conversation with one person. */
const createConversation = (parts: ConnectorParts, body: Json): ConnectorAnswer => {
  const channel =
    isJson(body.channelData) && isJson(body.channelData.channel) ? body.channelData.channel.id : undefined;
  if (typeof channel === 'string') {
    const conversation = rosterOf(parts.world, channel);
    const posted = accept(parts, conversation, activityIn(body.activity));
    return { status: 201, body: { id: `${channel};messageid=${posted.id}`, activityId: posted.id } };
  }
  const [member] = Array.isArray(body.members) ? body.members.filter(isJson) : [];
  const person = parts.world.people.find(({ objectId }) => [objectId, `29:${objectId}`].includes(String(member?.id)));
  if (!person || body.isGroup === true) throw refuse.badSyntax('Incorrect conversation creation parameters.');
  const conversation = parts.world.personalOf(person);
  if (!conversation.installed) throw refuse.notInstalled();
  return { status: 201, body: { id: conversation.id } };
};

const send = (
  parts: ConnectorParts,
  conversation: Conversation,
  activity: Activity,
  query: URLSearchParams,
  beneath: string | undefined,
): ConnectorAnswer => {
  if (conversation.type === 'channel' && beneath && !parts.world.find(conversation.id, beneath))
    throw refuse.noActivity();
  const targeted = query.get('isTargetedActivity') === 'true';
  const person = parts.world.people.find((each) => parts.world.accountOf(each).id === activity.recipient?.id);
  if (targeted && !person) throw refuse.badSyntax('A targeted activity needs a recipient of the conversation.');
  const posted = accept(parts, conversation, activity, {
    ...(conversation.type === 'channel' && beneath && { beneath }),
    ...(targeted && person && { only: person.name }),
  });
  return { status: 201, body: { id: posted.id } };
};

const accept = (
  { world, limits }: ConnectorParts,
  conversation: Conversation,
  activity: Activity,
  how: { readonly beneath?: string; readonly only?: string } = {},
) => {
  if (activity.type !== 'message') throw refuse.badSyntax('Unknown activity type');
  if (!activity.text && !activity.attachments?.length) throw refuse.badSyntax('Activity resulted into empty message');
  const wait = limits.take(conversation.id);
  if (wait > 0) throw refuse.throttled(wait);
  return world.add(conversation, { from: world.bot.id, activity, ...how });
};

/** Cards that single people were shown are gone with it. */
const update = (world: World, conversation: Conversation, id: string, activity: Activity): ConnectorAnswer => {
  const posted = world.find(conversation.id, id);
  if (!posted || posted.from !== world.bot.id) throw refuse.noActivity();
  posted.activity = activity;
  posted.edits += 1;
  posted.personal.clear();
  return { status: 200, body: { id } };
};

const remove = (world: World, conversation: Conversation, id: string): ConnectorAnswer => {
  if (!world.find(conversation.id, id)) throw refuse.noActivity();
  world.remove(conversation.id, id);
  return { status: 200, body: {} };
};

const members = (world: World, { people }: Conversation, query: URLSearchParams): ConnectorAnswer => {
  const start = Number(query.get('continuationToken') ?? 0);
  const size = Math.min(Number(query.get('pageSize') ?? pageSize), 500);
  const page = people.slice(start, start + size).map((name) => {
    const person = world.personNamed(name);
    return {
      ...world.accountOf(person),
      objectId: person.objectId,
      userRole: person.guest ? 'guest' : 'user',
      tenantId: person.tenantId ?? world.tenantId,
    };
  });
  const more = start + size < people.length ? { continuationToken: String(start + size) } : {};
  return { status: 200, body: { members: page, ...more } };
};

export const refusalAnswer = (problem: unknown): ConnectorAnswer & { readonly retryAfter?: number } => {
  if (!(problem instanceof Refusal)) throw problem;
  const { status, code, message, retryAfter } = problem;
  return { status, body: { error: { code, message } }, ...(retryAfter !== undefined && { retryAfter }) };
};
