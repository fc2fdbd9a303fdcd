import { home, personal, type Stage } from './seen.ts';

export const slackTeam = 'T0CONTOSO';

interface Player {
  readonly id: string;
  readonly name: string;
  /** What they are there for, in words. */
  readonly part: string;
  readonly level: 'reader' | 'operator' | 'contributor';
  readonly special: readonly string[];
  readonly slackUser: string;
  readonly objectId: string;
}

interface Room {
  readonly name: string;
  readonly teamsName: string;
  readonly purpose: 'commands' | 'approvals' | 'announcements' | 'audit' | 'fallback';
  readonly about: string;
  readonly slackId: string;
  readonly teamsId: string;
}

const player = (
  number: number,
  id: string,
  name: string,
  more: Pick<Player, 'part' | 'level' | 'special'>,
): Player => ({
  id,
  name,
  ...more,
  slackUser: `U0${id.toUpperCase()}`,
  objectId: `0e9c6a10-1f59-4c43-93d4-6c1f0ca5${String(number).padStart(4, '0')}`,
});

const room = (number: number, purpose: Room['purpose'], name: string, teamsName: string, about: string): Room => ({
  name,
  teamsName,
  purpose,
  about,
  slackId: `C0DR${number}`,
  teamsId: `19:0ca5${String(number).padStart(28, '0')}@thread.tacv2`,
});

/** Each has an account on both platforms. */
export const players: readonly Player[] = [
  player(1, 'ana', 'Ana Ruiz', { part: 'asks: Operator', level: 'operator', special: [] }),
  player(2, 'ben', 'Ben Okafor', { part: 'approves: Contributor', level: 'contributor', special: [] }),
  player(3, 'chloe', 'Chloe Martin', {
    part: 'approves: Contributor, may do everything',
    level: 'contributor',
    special: ['vault-admin', 'network-setup', 'run-inside', 'storage-failover', 'people-admin', 'break-glass'],
  }),
  player(4, 'omar', 'Omar Haddad', { part: 'looks on: Reader', level: 'reader', special: [] }),
];

export const rooms: readonly Room[] = [
  room(1, 'commands', 'dr', 'DR', 'Ask Lifeboat here'),
  room(2, 'approvals', 'dr-approvals', 'DR Approvals', 'What waits for a decision'),
  room(3, 'announcements', 'dr-news', 'DR News', 'Starts, ends and troubles'),
  room(4, 'audit', 'dr-audit', 'DR Audit', 'Every decision'),
  room(5, 'fallback', 'dr-fallback', 'DR Fallback', 'What could not be delivered elsewhere'),
];

export const playerNamed = (id: string): Player => {
  const found = players.find((each) => each.id === id);
  if (!found) throw new Error(`Nobody here is ${id}.`);
  return found;
};

export const stage: Stage = {
  people: players.map(({ id, name, part }) => ({ id, name, part })),
  channels: {
    slack: [
      ...rooms.map(({ slackId, name, about }) => ({ id: slackId, name: `#${name}`, about })),
      { id: personal, name: 'Lifeboat', about: 'You alone with the bot' },
      { id: home, name: 'Home', about: "The bot's home tab" },
    ],
    teams: [
      ...rooms.map(({ teamsId, teamsName, about }) => ({ id: teamsId, name: teamsName, about })),
      { id: personal, name: 'Lifeboat', about: 'You alone with the bot' },
    ],
  },
};
