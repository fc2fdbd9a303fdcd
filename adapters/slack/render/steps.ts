import type { KnownBlock, PlanBlock, TaskCardBlock } from '@slack/types';
import type { Step, StepState } from '../../../src/messages/message.ts';
import { visible } from '../../../src/messages/visible.ts';
import { words } from '../words.ts';
import { shortened } from './cut.ts';
import { labelledBlocks } from './rich-text.ts';

/** Slack says of neither how much it takes; beyond this the plain lines are better to read as well. */
const mostTasks = 40;
const titleMost = 150;
const detailMost = 300;

/** Slack's own progress card where the workspace has it; else lines that say the same. */
export const stepBlocks = (steps: readonly Step[], planBlocks: boolean): readonly KnownBlock[] => {
  if (!planBlocks || steps.length === 0 || steps.length > mostTasks) return labelledBlocks(steps.map(lineOf));
  const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const plan: PlanBlock = { type: 'plan', title: words.steps(done, steps.length), tasks: steps.map(taskOf) };
  return [plan];
};

const signs = {
  waiting: '○',
  running: '◐',
  done: '●',
  failed: '✕',
  skipped: '–',
  unknown: '?',
} satisfies Record<StepState, string>;

const lineOf = ({ state, title, detail }: Step) => ({
  label: `${signs[state]} ${state}  `,
  rest: `${title}${detail ? `  ${detail}` : ''}`,
});

const statuses = {
  waiting: 'pending',
  running: 'in_progress',
  done: 'complete',
  failed: 'error',
  skipped: 'complete',
  unknown: 'in_progress',
} satisfies Record<StepState, TaskCardBlock['status']>;

/** Slack has four states and shows them by signs: all six stand there in words as well. */
const taskOf = ({ state, title, detail }: Step, at: number): TaskCardBlock => {
  const said = shortened(detail ? `${state}: ${visible(detail)}` : state, detailMost);
  return {
    type: 'task_card',
    task_id: `step-${at}`,
    title: shortened(visible(title), titleMost),
    status: statuses[state],
    details: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: said }] }] },
  };
};
