import type { AzureAction } from '../../src/authorization/azure-actions.ts';
import { nameOf } from '../../src/authorization/need.ts';
import { markdownTable } from './markdown-table.ts';

const introduction = `# Who may do what in Azure

<!-- Written by npm run docs from src/authorization/azure-actions.ts. -->

A change is allowed only when the person who asks for it holds what every single action of its plan needs, at the
resource that the action touches. This table is every action that a command may lead to; an action that is not listed
for a command is refused.

- *Reader*, *Operator* and *Contributor* are held by area and scope, as \`grants\` in \`lifeboat.yaml\` say. A higher level
  holds the lower ones.
- A *grant* is given on its own, and no level contains it.
- An action that is listed twice needs, for each command, what its own row says.

The bot's own identities in Azure need roles too. \`docs/azure-role.json\` has one for the front, which reads, and one for
the worker: the actions that their requests are, as the tests record them, with both of Azure's names where it has two.
Put the scope into it, then:

\`\`\`
az role definition create --role-definition "$(jq .front docs/azure-role.json)"
az role definition create --role-definition "$(jq .worker docs/azure-role.json)"
\`\`\`

With the front's role alone everything can be looked at, and a change is refused with the name of the action that is
missing. Some changes refer to other things, such as the network that a drill joins or the group that a restore fills.
Azure asks for a right on those as well, which no request names: \`Microsoft.Network/virtualNetworks/join/action\`, say.
They are in the table below, and not in the worker's role: where such changes are to work, give the worker a role with
them at that network or group.
`;

/** One table: the action, what it needs, and the commands that may lead to it. */
export const authorizationPage = (actions: readonly AzureAction[]): string => {
  const rows = actions.map(({ action, need, commands }) => [`\`${action}\``, nameOf(need), shown(commands)]);
  return `${introduction}\n${markdownTable(['Action', 'Needs', 'Commands'], rows)}\n`;
};

const shown = (commands: readonly string[]) => commands.map((command) => `\`${command}\``).join(', ');
