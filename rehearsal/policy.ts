import type { Scenario } from './azure/world/scenario.ts';

export const levels = ['reader', 'operator', 'contributor'] as const;
type Level = (typeof levels)[number];

/** Who may do what in the rehearsal: one person, at the level that was chosen, alone with the scenario's applications. */
export const rehearsalPolicy = (scenario: Scenario, user: string, level: Level): string => `# Written by npm start.
people:
  you:
    name: You
    accounts:
      os: [${JSON.stringify(user)}]
grants:
  - { to: you, level: ${level}, areas: all, scope: everything }
${level === 'contributor' ? specials : ''}${applicationsIn(scenario)}
approvals:
  # Nobody else is here to agree.
  rules:
    - { when: {}, quorum: 0 }
defaults:
  subscription: ${scenario.subscriptions[0]?.id}
`;

const specials =
  '  - { to: you, special: [vault-admin, network-setup, run-inside, storage-failover, people-admin], scope: everything }\n';

export const applicationsIn = ({ applications }: Scenario): string =>
  `applications:\n${applications.map(applicationLines).join('\n')}`;

const applicationLines = ({ name, machines }: Scenario['applications'][number]): string =>
  `  ${name}:
    vms: [${machines.map((machine) => `${name}/${machine.name}`).join(', ')}]
    resource-groups: [${name}]
    rpo: 15m
    rto: 30m`;
