import type { Block, Message } from '../../../src/messages/message.ts';

/**
 * A whole card stays under 25 KB: the platform's own limit is higher, and differs between its documents. The rest is
 * for the frame: title, banner, fallback.
 */
const bodyLimit = 18_000;
const longestText = 4000;

type Measure = (block: Block) => number;

/**
 * A message in as many parts as it needs, each of which fits on a card. Of several only the first is edited later, so
 * what can be pressed stands there: elsewhere it would be offered for ever.
 */
export const partsOf = (message: Message, measure: Measure): readonly Message[] => {
  const whole = split(message.blocks, measure);
  const parts = whole.length > 1 ? withButtonsFirst(message.blocks, measure) : whole;
  const title = (at: number) =>
    parts.length > 1 ? `${shortened(message.title)} (${at + 1} of ${parts.length})` : shortened(message.title);
  return parts.map((blocks, at) => ({ ...message, title: title(at), blocks: joined(blocks) }));
};

const withButtonsFirst = (blocks: readonly Block[], measure: Measure): readonly (readonly Block[])[] => {
  const buttons = blocks.filter(({ kind }) => kind === 'actions');
  const size = buttons.reduce((sum, block) => sum + measure(block), 0);
  if (size > bodyLimit / 2) return split(blocks, measure);
  const rest = blocks.filter(({ kind }) => kind !== 'actions');
  const [first = [], ...more] = split(rest, measure, size);
  return [[...first, ...buttons], ...more];
};

const split = (blocks: readonly Block[], measure: Measure, taken = 0): readonly (readonly Block[])[] => {
  const parts: Block[][] = [[]];
  let size = taken;
  for (const piece of blocks.flatMap((block) => pieces(block, measure))) {
    const more = measure(piece);
    if (size > 0 && size + more > bodyLimit) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(piece);
    size += more;
  }
  return parts;
};

const shortened = (title: string): string => (title.length > 1000 ? `${title.slice(0, 1000)}...` : title);

/** What is too big for a card by itself comes apart; the rest stays whole. */
const pieces = (block: Block, measure: Measure): readonly Block[] => {
  if (measure(block) <= bodyLimit / 4) return [block];
  switch (block.kind) {
    case 'text':
    case 'note':
    case 'code':
      return chunks(block.text).map((text) => ({ ...block, text }));
    case 'facts':
      return block.facts.map((fact) => ({ ...block, facts: [{ label: cut(fact.label), value: cut(fact.value) }] }));
    case 'table':
      return block.rows.map((row) => ({ ...block, columns: block.columns.map(cut), rows: [row.map(cut)] }));
    case 'steps':
      return block.steps.map((step) => ({
        ...block,
        steps: [{ ...step, title: cut(step.title), ...(step.detail && { detail: cut(step.detail) }) }],
      }));
    case 'actions':
      return block.actions.map((action) => ({ ...block, actions: [{ ...action, label: action.label.slice(0, 200) }] }));
  }
};

/** One cell of a table. */
const cut = (text: string): string => (text.length > 1000 ? `${text.slice(0, 1000)}...` : text);

const chunks = (text: string): readonly string[] => {
  const all: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const lineEnd = rest.length > longestText ? rest.lastIndexOf('\n', longestText) : rest.length;
    const end = lineEnd > 0 ? lineEnd : longestText;
    all.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/u, '');
  }
  return all;
};

/** Neighbours that came apart and stayed in one part are one again. */
const joined = (blocks: readonly Block[]): readonly Block[] => {
  const all: Block[] = [];
  for (const block of blocks) {
    const together = join(all.at(-1), block);
    if (together) all.splice(-1, 1, together);
    else all.push(block);
  }
  return all;
};

const join = (one: Block | undefined, other: Block): Block | undefined => {
  if (one?.kind === 'facts' && other.kind === 'facts') return { ...one, facts: [...one.facts, ...other.facts] };
  if (one?.kind === 'steps' && other.kind === 'steps') return { ...one, steps: [...one.steps, ...other.steps] };
  if (one?.kind === 'table' && other.kind === 'table' && same(one.columns, other.columns)) {
    return { ...one, rows: [...one.rows, ...other.rows] };
  }
  return undefined;
};

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, at) => text === other[at]);
