import type { Block, Step, StepState } from '../../../src/messages/message.ts';
import type { ActionLook } from './actions.ts';
import { actionSets } from './actions.ts';
import { type Element, textOf } from './element.ts';

/** A block as elements of a card. */
export const elementsOf = (block: Block, look: ActionLook): readonly Element[] => {
  switch (block.kind) {
    case 'text':
      return [textOf(block.text)];
    case 'note':
      return [textOf(block.text, { isSubtle: true, size: 'Small' })];
    case 'facts':
      return [
        tableOf(
          [1, 3],
          block.facts.map(({ label, value }) => [textOf(label, { weight: 'Bolder' }), textOf(value)]),
        ),
      ];
    case 'table':
      return [
        tableOf(
          block.columns.map(() => 1),
          [
            block.columns.map((column) => textOf(column, { weight: 'Bolder' })),
            ...block.rows.map((row) => row.map((cell) => textOf(cell))),
          ],
          { firstRowAsHeader: true, showGridLines: true },
        ),
      ];
    case 'steps':
      return [tableOf([1, 4], block.steps.map(stepCells))];
    case 'code':
      return [{ type: 'Container', style: 'emphasis', items: [textOf(block.text, { fontType: 'Monospace' })] }];
    case 'actions':
      return actionSets(block.actions, look);
  }
};

const tableOf = (
  widths: readonly number[],
  rows: readonly (readonly Element[])[],
  look: Readonly<Record<string, unknown>> = { showGridLines: false },
): Element => ({
  type: 'Table',
  firstRowAsHeader: false,
  ...look,
  columns: widths.map((width) => ({ width })),
  rows: rows.map((cells) => ({
    type: 'TableRow',
    cells: cells.map((item) => ({ type: 'TableCell', items: [item] })),
  })),
});

/** The word says it; the colour only repeats it. */
const stateColors = {
  waiting: 'Default',
  running: 'Accent',
  done: 'Good',
  failed: 'Attention',
  skipped: 'Default',
  unknown: 'Warning',
} satisfies Record<StepState, string>;

const stepCells = ({ state, title, detail }: Step): readonly Element[] => [
  textOf(state, { color: stateColors[state], weight: 'Bolder' }),
  textOf(detail ? `${title}  ${detail}` : title),
];
