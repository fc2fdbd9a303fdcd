import type { Action, Block, Fact, Message, Step } from './message.ts';
import { visible } from './visible.ts';

/** A message as plain text: for the terminal, for logs, and as the fallback of both chat platforms. */
export const renderPlain = (message: Message): string =>
  [...(message.banner ? [`[${message.banner}]`] : []), message.title, ...message.blocks.flatMap(blockLines)]
    .map(onOneLine)
    .join('\n');

const blockLines = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'text':
    case 'note':
      return block.text.split('\n');
    case 'facts':
      return factLines(block.facts);
    case 'table':
      return tableLines(block.columns, block.rows);
    case 'steps':
      return block.steps.map(stepLine);
    case 'code':
      return block.text.split('\n').map((line) => `    ${line}`);
    case 'actions':
      return [block.actions.map(actionText).join(' ')];
  }
};

const factLines = (facts: readonly Fact[]): readonly string[] => {
  const width = Math.max(0, ...facts.map((fact) => fact.label.length));
  return facts.map(({ label, value }) => `  ${`${label}:`.padEnd(width + 1)}  ${value}`);
};

const tableLines = (columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all.map((row) => `  ${widths.map((width, at) => (row[at] ?? '').padEnd(width)).join('  ')}`.trimEnd());
};

const stateWidth = 8;

const stepLine = ({ state, title, detail }: Step): string =>
  `  ${state.padEnd(stateWidth)} ${title}${detail ? `  ${detail}` : ''}`;

const actionText = (action: Action): string =>
  action.kind === 'link' ? `[${action.label}: ${action.url}]` : `[${action.label}]`;

/** What stands on one line must not begin another. */
const onOneLine = (line: string): string => visible(line).replaceAll('\n', '\ufffd');
