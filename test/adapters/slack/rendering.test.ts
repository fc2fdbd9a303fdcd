import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homeView } from '../../../adapters/slack/home/home.ts';
import { modalFor } from '../../../adapters/slack/modals/modal.ts';
import { piecesOf, shortened } from '../../../adapters/slack/render/cut.ts';
import { pagesOf, pageWithWay } from '../../../adapters/slack/render/pages.ts';
import { faultsIn, isTooLong } from '../../../rehearsal/slack/world/block-limits.ts';
import { notifiedBy, readBlocks } from '../../../rehearsal/slack/world/reading.ts';
import type { Block as SlackBlock } from '../../../rehearsal/slack/world/shapes.ts';
import { actions, code, message, runs, table, text } from '../../../src/messages/compose.ts';
import type { Action, Block, Message } from '../../../src/messages/message.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', ' ', '<!channel>', '<@U1>', '&lt;', '*bold*', '`', '😀'.repeat(40), 'x'.repeat(5000)),
  fc.constantFrom('long text '.repeat(700), 'y'.repeat(2901), '&'.repeat(3100)),
);

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('command' as const), label: anyText, line: anyText, confirm: anyText }),
  fc.record({ kind: fc.constant('link' as const), label: anyText, url: fc.constant('https://example.com/') }),
);

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'note' as const, 'code' as const), text: anyText }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(anyText, { minLength: 1, maxLength: 4 }),
    rows: fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    steps: fc.array(
      fc.record({
        state: fc.constantFrom('waiting', 'running', 'done', 'failed', 'skipped', 'unknown'),
        title: anyText,
      }),
      { maxLength: 45 },
    ),
  }) as fc.Arbitrary<Block>,
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(anyAction, { maxLength: 30 }) }),
);

const anyMessage: fc.Arbitrary<Message> = fc.record({
  title: anyText,
  tone: fc.constantFrom('neutral', 'good', 'warning', 'bad'),
  blocks: fc.array(anyBlock, { maxLength: 8 }),
});

const wire = (blocks: unknown): readonly SlackBlock[] => JSON.parse(JSON.stringify(blocks));

test('whatever a message holds, Slack takes every page of it, and nobody is notified', () => {
  fc.assert(
    fc.property(anyMessage, fc.boolean(), (said, planBlocks) => {
      for (const page of pagesOf(said, { planBlocks })) {
        const blocks = wire(page.blocks);
        expect(faultsIn(blocks, { surface: 'message', planBlocks })).toEqual([]);
        expect(isTooLong(blocks)).toBe(false);
        expect(notifiedBy(page.text, blocks)).toEqual([]);
      }
      expect(faultsIn(wire(homeView(said).blocks), { surface: 'home', planBlocks: false })).toEqual([]);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('what has nothing in it takes no block, because Slack refuses an empty one', () => {
  const said = message('Empty', 'neutral', code('\n'), table([''], [[]]), text('Something'));

  const [page] = pagesOf(said, { planBlocks: true });

  const blocks = wire(page?.blocks);
  expect(faultsIn(blocks, { surface: 'message', planBlocks: true })).toEqual([]);
  expect(blocks.map(({ type }) => type)).toEqual(['header', 'rich_text']);
});

test('nothing of a long text is lost between its pages', () => {
  const words = Array.from({ length: 9000 }, (_, at) => `w${at}`);

  const pages = pagesOf(message('Long', 'neutral', text(words.join(' '))), { planBlocks: true });

  const read = pages.map((page) => readBlocks(wire(page.blocks))).join(' ');
  expect(pages.length).toBeGreaterThan(3);
  expect(words.filter((word) => !read.includes(word))).toEqual([]);
});

test('text is cut at a word, and never through a character', () => {
  expect(shortened('one two three four', 13)).toBe('one two...');
  expect(shortened('😀'.repeat(10), 8)).toBe('😀😀...');
  expect(piecesOf('aaa bbb ccc', 8)).toEqual(['aaa bbb ', 'ccc']);
});

test('a line too long for a button stands there to be typed', () => {
  const line = `restore vm ${'x'.repeat(2500)}`;

  const [page] = pagesOf(message('What next', 'neutral', actions(runs('Restore', line), runs('Show', 'status'))), {
    planBlocks: true,
  });

  const read = readBlocks(wire(page?.blocks));
  expect(read).toContain('[Show]');
  expect(read).not.toContain('[Restore]');
  expect(read.replaceAll('\n', '')).toContain(`To restore, type:${line}`);
});

test('the last page has no way further, and a page beyond the last is the last', () => {
  const pages = pagesOf(message('Long', 'neutral', text('word '.repeat(6000))), { planBlocks: true });

  const buttons = (page: number) =>
    readBlocks(wire(pageWithWay(pages, page, 'points')?.blocks)).includes('[Next page]');

  expect(buttons(1)).toBe(true);
  expect(buttons(pages.length)).toBe(false);
  expect(buttons(1000)).toBe(false);
});

test('what a modal cannot remember it does not try to', () => {
  const form = { command: 'deny', title: 'deny', fields: [], submit: 'Do it' };

  expect(modalFor({ ...form, keep: { request: 'DR-7' } }, { user: 'U1' })).toBeDefined();
  expect(modalFor({ ...form, keep: { reason: 'x'.repeat(3000) } }, { user: 'U1' })).toBeUndefined();
});

test('no name turns the direction of a line, or hides in it', () => {
  const hostile = 'pay\u202e10-bd\u200b\u0007';
  const all = message(
    hostile,
    'neutral',
    text(hostile),
    code(hostile),
    table([hostile], [[hostile]]),
    { kind: 'note', text: hostile },
    { kind: 'facts', facts: [{ label: hostile, value: hostile }] },
    { kind: 'steps', steps: [{ state: 'running', title: hostile, detail: hostile }] },
    actions({ kind: 'command', label: hostile, line: 'help', confirm: hostile }),
  );

  for (const planBlocks of [true, false]) {
    const { blocks, text: fallback } = pagesOf(all, { planBlocks })[0] ?? {};

    expect(JSON.stringify([blocks, fallback])).not.toMatch(/[\u200b\u202e]|\\u0007/u);
    expect(JSON.stringify(blocks)).toContain('pay\ufffd10-bd');
  }
});
