import { expect } from 'vitest';
import { actionsOf } from '../../../rehearsal/teams/card-reading.ts';
import { isJson } from '../../../rehearsal/teams/shapes.ts';
import type { Channel, Person } from '../../../src/policy/policy.ts';
import {
  channelId,
  openTeamsWorld,
  people,
  type SeenInTeams,
  secondChannelId,
  tenantId,
} from '../../adapters/teams/teams-world.ts';
import type { Card, Fields, Name, Room, Stage } from './stage.ts';

const rooms = { dr: channelId, approvals: secondChannelId } as const;

export const teamsChannels: readonly Channel[] = [
  {
    name: 'DR',
    address: { platform: 'teams', tenant: tenantId, conversation: rooms.dr },
    purposes: ['commands'],
    watches: [],
  },
  {
    name: 'DR Approvals',
    address: { platform: 'teams', tenant: tenantId, conversation: rooms.approvals },
    purposes: ['approvals'],
    watches: [],
  },
];

/** The account in Entra of somebody of the bench. */
export const entraAccount = (id: string): Person['accounts'] => {
  const found = people.find(({ name }) => name.toLowerCase() === id);
  return found ? [{ platform: 'entra', tenant: tenantId, objectId: found.objectId }] : [];
};

/** Rehearsal Teams with the adapter connected to it: real tokens both ways. */
export const openTeamsStage = async (): Promise<Stage> => {
  const { teams, chat, listen, problems } = await openTeamsWorld();
  const as = (who: Name) => teams.as(people.find(({ name }) => name.toLowerCase() === who)?.name ?? who);
  const everywhere = (who: Name): readonly SeenInTeams[] => [
    ...Object.values(rooms).flatMap((room) => as(who).sees(room)),
    ...as(who).sees(),
  ];
  const forms = (who: Name) => everywhere(who).filter((seen) => submitOf(seen) !== undefined);
  const asShown = ({ id, edits }: SeenInTeams): string => `${id} ${edits}`;
  /** Those that stood there before somebody last did something: what it opens is none of them. */
  let before: ReadonlySet<string> = new Set();
  const acts = (who: Name): void => {
    before = new Set(forms(who).map(asShown));
  };
  const fills = async (who: Name, fields: Fields): Promise<void> => {
    const open = () => forms(who).findLast((seen) => !before.has(asShown(seen)));
    await expect.poll(open, { timeout: 30_000 }).toBeDefined();
    const form = open();
    const inputs = Object.entries(fields).map(([name, value]) => [`arg.${name}`, value]);
    await as(who).presses(form?.id ?? '', (form && submitOf(form)) ?? '', Object.fromEntries(inputs));
  };

  return {
    platform: 'Teams',
    chat,
    async listen(hearing) {
      await listen(hearing);
      for (const id of Object.values(rooms)) await teams.install(id);
    },
    async says(who, line) {
      acts(who);
      await as(who).says(line, rooms.dr);
    },
    async tells(who, line) {
      acts(who);
      await as(who).says(line);
    },
    async presses(who, room, label, fields) {
      acts(who);
      // What opens has dots, and a box to tick or a form beneath them; what it does stands there without.
      const titles = [label, label.replace(/\.{3}$/u, '')];
      const holds = ({ buttons }: SeenInTeams) => titles.some((title) => buttons.includes(title));
      // An answer to them alone stands in their own chat.
      const message = as(who).sees(rooms[room]).findLast(holds) ?? as(who).sees().findLast(holds);
      const title = titles.findLast((each) => message?.buttons.includes(each)) ?? label;
      await as(who).presses(message?.id ?? '', title, title === label ? {} : { sure: 'yes' });
      if (fields) await fills(who, fields);
    },
    fills,
    sees: (who: Name, room: Room) => as(who).sees(rooms[room]).map(cardOf),
    seesAlone: (who) => as(who).sees().map(cardOf),
    faults: () => [...problems, ...teams.calls.filter(({ status }) => status >= 400 && status !== 429)],
  };
};

const cardOf = ({ id, text, card }: SeenInTeams): Card => ({ id, text, buttons: titlesIn(card) });

/** The buttons that stand on a card; what one of them opens is not there yet. */
const titlesIn = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(titlesIn);
  if (!isJson(node)) return [];
  if (String(node.type).startsWith('Action.')) return [String(node.title ?? '')];
  return [node.body, node.actions, node.items, node.columns].flatMap(titlesIn);
};

/** The button that sends a form. */
const submitOf = ({ card }: SeenInTeams): string | undefined =>
  actionsOf(card).find(({ action }) => isJson(action.data) && 'command' in action.data)?.title;
