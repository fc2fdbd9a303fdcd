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
`;

/** One table: the action, what it needs, and the commands that may lead to it. */
export const authorizationPage = (actions: readonly AzureAction[]): string => {
  const rows = actions.map(({ action, need, commands }) => [`\`${action}\``, nameOf(need), shown(commands)]);
  return `${introduction}\n${markdownTable(['Action', 'Needs', 'Commands'], rows)}\n`;
};

const shown = (commands: readonly string[]) => commands.map((command) => `\`${command}\``).join(', ');
