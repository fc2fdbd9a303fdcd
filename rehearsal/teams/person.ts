import { actionsOf, inputsOf, missingInputs, readableText, type ShownAction } from './card-reading.ts';
import type { Delivered, Delivery } from './delivery.ts';
import { cardOf, isJson, type Json } from './shapes.ts';
import { type Conversation, cardSeenBy, type Person, type Posted, splitConversationId, type World } from './world.ts';

interface Seen {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly card: Json | undefined;
  readonly beneath?: string;
  /** A person's name, or the bot's id. */
  readonly from: string;
  readonly edits: number;
  readonly alone: boolean;
}

type Inputs = Readonly<Record<string, string>>;

/** What a person does in Teams, and what they see there. */
export interface PersonAt {
  /** In their own conversation with the bot, or in another one, where the bot is mentioned; beneath another
   *  message, where one is named. Answers the message's id. */
  says(text: string, where?: string, beneath?: string): Promise<string>;
  /** Everything they see there, each as it stands for them now. */
  sees(where?: string): readonly Seen[];
  /** Presses a button on a message, by its title or its place among them; buttons in cards that open are found too.
   *  Fills in what is given, by input id. */
  presses(message: string, button: string | number, inputs?: Inputs): Promise<Delivered>;
  /** The same by an old client: it knows `Action.Submit` alone, and checks no input. */
  submits(message: string, button: string, inputs?: Inputs): Promise<Delivered>;
  /** The message comes into view: a card that refreshes itself asks for the person's own one. */
  views(message: string): Promise<Delivered | undefined>;
  /** Types into a field that suggests. */
  types(message: string, dataset: string, typed: string): Promise<Delivered>;
}

export const createPersonAt = (
  { world, delivery }: { readonly world: World; readonly delivery: Delivery },
  person: Person,
): PersonAt => {
  const placeOf = (where: string | undefined): Conversation => {
    const found = where === undefined ? world.personalOf(person) : world.conversations.get(where);
    if (!found?.people.includes(person.name)) throw new Error(`${person.name} is not in ${where}.`);
    return found;
  };
  const everywhere = [...world.conversations.values()];
  const messageOf = (id: string): { readonly place: Conversation; readonly posted: Posted } => {
    for (const place of everywhere) {
      const posted = place.messages.find((each) => each.id === id);
      if (posted && isSeen(posted, place, person)) return { place, posted };
    }
    throw new Error(`${person.name} sees no message ${id}.`);
  };
  const invoke = (place: Conversation, posted: Posted, name: string, value: Json) =>
    delivery.deliver({
      ...delivery.from(person, place, place.type === 'channel' ? (posted.beneath ?? posted.id) : undefined),
      type: 'invoke',
      name,
      id: `f:${crypto.randomUUID()}`,
      replyToId: posted.id,
      value,
    });

  const execute = async (posted: Posted, place: Conversation, action: Json, trigger: 'manual' | 'automatic') => {
    const answer = await invoke(place, posted, 'adaptiveCard/action', { action, trigger });
    const { body } = answer;
    if (isJson(body) && body.type === 'application/vnd.microsoft.card.adaptive' && isJson(body.value)) {
      posted.personal.set(person.name, body.value);
    }
    return answer;
  };

  const shown = (posted: Posted, button: string | number): ShownAction => {
    const actions = actionsOf(cardSeenBy(posted, person.name));
    const action = actions.findLast(({ title }, at) => (typeof button === 'number' ? at : title) === button);
    if (!action) throw new Error(`${person.name} sees no button '${button}'.`);
    return action;
  };

  const filledIn = (posted: Posted, button: string | number, inputs: Inputs): ShownAction & { readonly data: Json } => {
    const action = shown(posted, button);
    const values = { ...inputsOf(action.within), ...inputs };
    const missing = missingInputs(action.within, values);
    if (missing.length > 0) throw new Error(`The client asks for: ${missing.join(', ')}`);
    return { ...action, data: { ...(isJson(action.action.data) ? action.action.data : {}), ...values } };
  };

  return {
    async says(text, where, beneath) {
      const place = placeOf(where);
      const mention = `<at>${world.bot.name}</at>`;
      const said = place.type === 'personal' ? text : `${mention} ${text}`;
      const activity = { type: 'message', text: said };
      const posted = world.add(place, { from: person.name, activity, ...(beneath && { beneath }) });
      await delivery.deliver({
        ...delivery.from(person, place, place.type === 'channel' ? (beneath ?? posted.id) : undefined),
        type: 'message',
        id: posted.id,
        text: said,
        textFormat: 'plain',
        entities: place.type === 'personal' ? [] : [{ type: 'mention', mentioned: world.bot, text: mention }],
      });
      return posted.id;
    },
    sees: (where) => {
      const place = placeOf(where);
      return place.messages.filter((posted) => isSeen(posted, place, person)).map((posted) => seenAs(posted, person));
    },
    presses(message, button, inputs = {}) {
      const { place, posted } = messageOf(message);
      const { action, data } = filledIn(posted, button, inputs);
      return execute(posted, place, { ...action, data }, 'manual');
    },
    submits(message, button, inputs = {}) {
      const { place, posted } = messageOf(message);
      const { action, within } = shown(posted, button);
      const fallback = isJson(action.fallback) ? action.fallback : {};
      return delivery.deliver({
        ...delivery.from(person, place, place.type === 'channel' ? posted.id : undefined),
        type: 'message',
        id: crypto.randomUUID(),
        replyToId: posted.id,
        value: { ...(isJson(fallback.data) ? fallback.data : {}), ...inputsOf(within), ...inputs },
      });
    },
    async views(message) {
      const { place, posted } = messageOf(message);
      const refresh = cardOf(posted.activity)?.refresh;
      const action = isJson(refresh) ? refresh.action : undefined;
      return isJson(action) ? execute(posted, place, action, 'automatic') : undefined;
    },
    types(message, dataset, typed) {
      const { place, posted } = messageOf(message);
      const queryOptions = { skip: 0, top: 15 };
      return invoke(place, posted, 'application/search', { kind: 'search', dataset, queryText: typed, queryOptions });
    },
  };
};

const isSeen = (posted: Posted, place: Conversation, { name }: Person): boolean =>
  place.people.includes(name) && (posted.only ?? name) === name;

const seenAs = (posted: Posted, { name }: Person): Seen => {
  const card = cardSeenBy(posted, name);
  return {
    id: posted.id,
    text: [posted.activity.text, card && readableText(card)].filter(Boolean).join('\n'),
    buttons: actionsOf(card).map(({ title }) => title),
    card,
    ...(posted.beneath && { beneath: splitConversationId(posted.beneath).conversation }),
    from: posted.from,
    edits: posted.edits,
    alone: posted.only !== undefined,
  };
};
