import { actionsOf } from '../../../rehearsal/teams/card-reading.ts';
import { cardOf, isJson, type Json } from '../../../rehearsal/teams/shapes.ts';
import type { Account, FormValues, Hearing } from '../../../src/ports/chat.ts';
import type { ChannelStage, Seen, ShownForm } from '../../contract/chat.ts';
import { channelId, quietChannelId, type SeenInTeams, startTeamsWorld, tenantId } from './teams-world.ts';

/** In a channel: what is for one person alone stands in that person's own chat with the bot. */
export const startChannelStage = (hearing: Hearing): Promise<ChannelStage> => startStage(hearing, channelId);

/** One person alone with the bot. */
export const startPersonalStage = (hearing: Hearing): Promise<ChannelStage> => startStage(hearing, undefined);

const startStage = async (hearing: Hearing, where: string | undefined): Promise<ChannelStage> => {
  const { teams, chat, account, channel, conversations } = await startTeamsWorld(hearing);
  await teams.install(channelId);
  const personal = teams.world.personalOf(teams.world.personNamed('Ana')).id;
  // As after an earlier conversation.
  await conversations.keep({
    tenant: tenantId,
    id: personal,
    serviceUrl: teams.serviceUrl,
    person: account('Ana').id,
  });
  const nameOf = ({ id }: Account): string =>
    teams.world.people.find(({ objectId }) => objectId === id)?.name ?? 'nobody';
  const as = (who: Account) => teams.as(nameOf(who));
  /** Who has asked for something in the channel finds the answer in their own chat. */
  const asked = new Set<string>();
  const seenBy = (who: Account): readonly SeenInTeams[] => [
    ...(asked.has(who.id) && where ? as(who).sees() : []),
    ...as(who).sees(where),
  ];
  const holding = (who: Account, holds: (card: Json) => boolean): SeenInTeams | undefined =>
    seenBy(who).findLast(({ card }) => card !== undefined && holds(card));

  return {
    chat,
    ana: account('Ana'),
    cleo: account('Cleo'),
    channel: where ? channel(where) : { ...channel(personal), personal: true },
    elsewhere: channel(quietChannelId),
    async types(who, line) {
      asked.add(who.id);
      await as(who).says(line, where);
    },
    async clicks(who, label) {
      asked.add(who.id);
      const message = holding(who, (card) => actionsOf(card).some(({ title }) => title === label));
      await as(who).presses(message?.id ?? '', label);
    },
    async form(who) {
      const message = holding(who, (card) => formIn(card) !== undefined);
      return message?.card && formIn(message.card)?.form;
    },
    async fills(who, values: FormValues) {
      asked.add(who.id);
      const message = holding(who, (card) => formIn(card) !== undefined);
      const submit = message?.card && formIn(message.card)?.submit;
      const inputs = Object.entries(values).map(([name, value]) => [`arg.${name}`, [value ?? ''].flat().join(',')]);
      await as(who).presses(message?.id ?? '', submit ?? '', Object.fromEntries(inputs));
    },
    sees: async (who) => seenBy(who).map(seen),
    seesAlone: async (who) => as(who).sees().map(seen),
    async deliversAgain() {
      await teams.deliverAgain();
    },
    notified: async () =>
      [...teams.world.conversations.values()]
        .flatMap(({ messages }) => messages)
        .filter(({ from }) => from === teams.world.bot.id)
        .flatMap(({ activity }) => [...(activity.entities ?? []), ...entitiesIn(cardOf(activity))])
        .map((entity) => JSON.stringify(entity)),
  };
};

const seen = ({ id, text, buttons, beneath }: SeenInTeams): Seen => ({
  id,
  text,
  buttons,
  ...(beneath && { beneath }),
});

const entitiesIn = (card: Json | undefined): readonly unknown[] => {
  const { entities } = isJson(card?.msteams) ? card.msteams : {};
  return Array.isArray(entities) ? entities : [];
};

/** The form on a card, with what stands above a field that was filled in wrongly. */
const formIn = (card: Json): { readonly form: ShownForm; readonly submit: string } | undefined => {
  const submit = actionsOf(card).find(({ action }) => isJson(action.data) && 'command' in action.data);
  if (!submit) return undefined;
  const body = (Array.isArray(submit.within.body) ? submit.within.body : []).filter(isJson);
  const problems: Record<string, string> = {};
  const fields = body.flatMap((element, at) => {
    if (!String(element.type).startsWith('Input.')) return [];
    const name = String(element.id).replace(/^arg\./u, '');
    const problem = problemIn(body[at - 1]);
    if (problem) problems[name] = problem;
    return [name];
  });
  return { form: { title: String(card.fallbackText), problems, fields }, submit: submit.title };
};

const problemIn = (element: Json | undefined): string | undefined => {
  const [run] = Array.isArray(element?.inlines) ? element.inlines.filter(isJson) : [];
  return run?.color === 'Attention' ? String(run.text) : undefined;
};
