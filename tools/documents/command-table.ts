import type { Command } from '../../src/definitions/command.ts';
import { topicNames, topics } from '../../src/definitions/topics.ts';
import { shownDanger, shownNeed, usageOf } from '../../src/views/usage.ts';
import { markdownTable } from './markdown-table.ts';

const begin = '<!-- commands: begin (npm run docs writes what is between) -->';
const end = '<!-- commands: end -->';

/** The page with its tables of commands renewed, one for each topic; everything outside the two markers stays. */
export function withCommandTable(page: string, commands: readonly Command[]): string {
  const [before, rest] = page.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The page has no "${begin}" ... "${end}".`);
  return `${before}${begin}\n\n${commandTables(commands)}\n\n${end}${after}`;
}

const commandTables = (commands: readonly Command[]): string =>
  topicNames
    .map((topic) => ({ topic, about: commands.filter((command) => command.topic === topic) }))
    .filter(({ about }) => about.length > 0)
    .map(({ topic, about }) => `### ${topics[topic]} (\`help ${topic}\`)\n\n${commandTable(about)}`)
    .join('\n\n');

const commandTable = (commands: readonly Command[]): string =>
  markdownTable(
    ['Command', 'What it does', 'Needs', 'Danger'],
    commands.map((command) => [
      `\`${usageOf(withoutShare(command))}\``,
      command.summary,
      shownNeed(command),
      shownDanger(command),
    ]),
  );

/** Every query has `--share`; the text around the table says so once. */
function withoutShare(command: Command): Command {
  const { share: _, ...args } = command.args;
  return command.kind === 'query' ? { ...command, args } : command;
}
