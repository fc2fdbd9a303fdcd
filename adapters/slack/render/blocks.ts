import type { ContextBlock, KnownBlock } from '@slack/types';
import type { Block, Fact, Message, Tone } from '../../../src/messages/message.ts';
import { visible } from '../../../src/messages/visible.ts';
import { actionBlocks } from './buttons.ts';
import { piecesOf, shortened } from './cut.ts';
import { labelledBlocks, plainBlocks, preformattedBlocks } from './rich-text.ts';
import { stepBlocks } from './steps.ts';

export interface Look {
  /** Whether the workspace has `plan` and `task_card` blocks. */
  readonly planBlocks: boolean;
}

/** A message as Slack's blocks. */
interface Rendered {
  readonly head: readonly KnownBlock[];
  readonly body: readonly KnownBlock[];
  /** The first buttons, which stand on every page; more than these are part of the body. */
  readonly actions: readonly KnownBlock[];
}

const headerMost = 150;
const noteMost = 2000;

export const render = (message: Message, look: Look): Rendered => {
  const actions = message.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const { buttons, typed } = actionBlocks(actions);
  const [banner] = message.banner ? noteBlocks(shortened(message.banner, headerMost)) : [];
  return {
    head: [...(banner ? [banner] : []), header(message)],
    body: [
      ...(titleOf(message).length > headerMost ? plainBlocks(message.title) : []),
      ...message.blocks.flatMap((block) => blocksOf(block, look)),
      ...typed,
      ...buttons.slice(1),
    ],
    actions: buttons.slice(0, 1),
  };
};

/** A sign beside the words, never in their place. */
const toneSigns = { neutral: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ' } satisfies Record<Tone, string>;

const titleOf = ({ title, tone }: Message): string => `${toneSigns[tone]}${visible(title)}`;

const header = (message: Message): KnownBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: shortened(titleOf(message), headerMost) || ' ', emoji: false },
});

const blocksOf = (block: Block, { planBlocks }: Look): readonly KnownBlock[] => {
  switch (block.kind) {
    case 'text':
      return plainBlocks(block.text);
    case 'note':
      return noteBlocks(block.text);
    case 'facts':
      return labelledBlocks(block.facts.map(factLine));
    case 'table':
      return preformattedBlocks(tableText(block.columns, block.rows));
    case 'steps':
      return stepBlocks(block.steps, planBlocks);
    case 'code':
      return preformattedBlocks(block.text);
    case 'actions':
      return [];
  }
};

const noteBlocks = (text: string): readonly ContextBlock[] =>
  piecesOf(visible(text), noteMost).map((piece) => ({
    type: 'context',
    elements: [{ type: 'plain_text', text: piece, emoji: false }],
  }));

const factLine = ({ label, value }: Fact) => ({ label: `${label}: `, rest: value });

/** In columns of one width: Slack's own tables are one to a message, and not in every workspace. */
const tableText = (columns: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all
    .map((row) =>
      widths
        .map((width, at) => (row[at] ?? '').padEnd(width))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
