import type { Scenario } from '../azure/world/scenario.ts';
import { applicationsIn } from '../policy.ts';
import { players, rooms, slackTeam } from './cast.ts';

/** Who may do what in both chats: one asks, two may agree, one looks on. */
export const chatsPolicy = (scenario: Scenario): string => `# Written by npm start -- --chats.
people:
${players.map((player) => personLines(player, scenario.tenantId)).join('\n')}
grants:
${players.flatMap(grantLines).join('\n')}
channels:
${rooms.flatMap((room) => channelLines(room, scenario.tenantId)).join('\n')}
${applicationsIn(scenario)}
approvals:
  rules:
    - { when: { danger: outage }, break-glass: true }
defaults:
  subscription: ${scenario.subscriptions[0]?.id}
`;

type Player = (typeof players)[number];
type Room = (typeof rooms)[number];

const personLines = ({ id, name, slackUser, objectId }: Player, tenantId: string): string =>
  `  ${id}:
    name: ${name}
    accounts:
      slack: [${slackTeam}/${slackUser}]
      entra: [${tenantId}/${objectId}]`;

const grantLines = ({ id, level, special }: Player): readonly string[] => [
  `  - { to: ${id}, level: ${level}, areas: all, scope: everything }`,
  ...(special.length > 0 ? [`  - { to: ${id}, special: [${special.join(', ')}], scope: everything }`] : []),
];

const channelLines = ({ name, purpose, slackId, teamsId }: Room, tenantId: string): readonly string[] => [
  `  - { name: ${name}, slack: ${slackTeam}/${slackId}, for: [${purpose}] }`,
  `  - { name: ${name}-teams, teams: '${tenantId}/${teamsId}', for: [${purpose}] }`,
];
