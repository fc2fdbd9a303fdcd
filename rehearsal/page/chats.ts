import type { StartedWorld } from '../azure/start-world.ts';
import { type RehearsalSlack, startSlack } from '../slack/index.ts';
import { type RehearsalTeams, startTeams } from '../teams/index.ts';
import { players, rooms, slackTeam } from './cast.ts';

export interface Chats {
  readonly slack: RehearsalSlack;
  readonly teams: RehearsalTeams;
  /** Hears of everything that changed what people see. */
  readonly onChange: (hear: () => void) => void;
  readonly changed: () => void;
  readonly close: () => Promise<void>;
}

/** Slack and Teams with the cast in their channels. */
export const startChats = async ({ tenant, authority }: StartedWorld, appId: string): Promise<Chats> => {
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const hear of listeners) hear();
  };
  const slack = await startSlack({
    teamId: slackTeam,
    users: players.map(({ slackUser, name }) => ({ id: slackUser, name, realName: name, role: 'member' })),
    channels: rooms.map(({ slackId, name }) => ({
      id: slackId,
      name,
      members: [...players.map(({ slackUser }) => slackUser), 'UBOT'],
    })),
    limits: 'slack',
    changed,
  });
  const teams = await startTeams({
    entra: tenant,
    authority,
    appId,
    people: players.map(({ name, objectId }) => ({ name, objectId })),
    channels: rooms.map(({ teamsId, teamsName }) => ({
      id: teamsId,
      name: teamsName,
      team: 'team-dr',
      people: players.map(({ name }) => name),
      installed: true,
    })),
    changed,
  });
  const close = async () => void (await Promise.all([slack.close(), teams.close()]));
  return { slack, teams, onChange: (hear) => void listeners.push(hear), changed, close };
};

/** Tells both where the bot listens, and Teams' people add it to their team and to their own chats. */
export const introduce = async (
  { slack, teams }: Chats,
  listening: { readonly slack: number; readonly teams: number },
): Promise<void> => {
  slack.deliverTo(`http://127.0.0.1:${listening.slack}/slack/events`);
  teams.connect(`http://127.0.0.1:${listening.teams}/api/messages`);
  const own = players.map(({ name }) => teams.world.personalOf(teams.world.personNamed(name)).id);
  for (const id of [...rooms.map(({ teamsId }) => teamsId), ...own]) await teams.install(id);
};
