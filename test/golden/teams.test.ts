import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { formCard } from '../../adapters/teams/card/form.ts';
import { renderParts } from '../../adapters/teams/card/render.ts';
import { actions, message, runs, text } from '../../src/messages/compose.ts';
import type { Form } from '../../src/ports/chat.ts';
import { loadAdaptiveCards } from './adaptive-cards.ts';
import { views } from './views.ts';

/** The list is what a person picks from; everything else is written. */
const form: Form = {
  command: 'failover',
  title: 'failover',
  submit: 'Plan it',
  keep: { point: 'latest' },
  fields: [
    {
      name: 'target',
      label: 'Target',
      hint: 'VM, application or recovery plan.',
      input: { kind: 'name', many: true },
      required: true,
      value: ['pay-web-01'],
      problem: 'I know no "pay-web-01".',
    },
    {
      name: 'mode',
      label: 'Mode',
      hint: '',
      input: { kind: 'choice', options: ['a', 'b'] },
      required: false,
      value: 'b',
    },
    { name: 'share', label: 'Share', hint: 'To all.', input: { kind: 'toggle' }, required: false },
    { name: 'reason', label: 'Reason', hint: 'Why.', input: { kind: 'text', long: true, many: false }, required: true },
  ],
};

const asking = message(
  'DR-1042 waits',
  'warning',
  text('Look at it.'),
  actions(
    runs('Deny', 'deny DR-1042', 'danger', { asks: ['reason'] }),
    runs('Stop', 'stop DR-1042', 'danger', { confirm: 'Stop DR-1042 after this step?' }),
  ),
);

const cards: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(Object.entries(views).map(([name, view]) => [name, renderParts(view)])),
  'form-with-problem': [formCard(form, 'approvals DR-1042')],
  'buttons-that-open': renderParts(
    { ...asking, banner: 'Rehearsal', personalLine: 'approvals DR-1042' },
    { formFor: (line) => (line.startsWith('deny') ? { ...form, command: 'deny', submit: 'Do it' } : undefined) },
  ),
};

/** Fields that suggest came to Teams before they came to the cards' own specification. */
const understoodByTeams = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.';

let problemsOf: (card: unknown) => readonly string[];

beforeAll(async () => {
  problemsOf = await loadAdaptiveCards();
});

test.each(Object.entries(cards))('%s looks on Teams as its golden file says', async (name, parts) => {
  await expect(`${JSON.stringify(parts, null, 1)}\n`).toMatchFileSnapshot(`teams/${name}.json`);
  expect(parts.flatMap((card) => problemsOf(card)).filter((problem) => problem !== understoodByTeams)).toEqual([]);
  expect(Math.max(...parts.map((card) => Buffer.byteLength(JSON.stringify(card))))).toBeLessThan(25_000);
});

test('the parser finds what is wrong', () => {
  expect(problemsOf({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nothing' }] })).not.toEqual([]);
});

test('no golden card outlives its view', () => {
  const files = readdirSync(new URL('teams', import.meta.url)).map((file) => file.replace(/\.json$/u, ''));

  expect(files.filter((name) => !Object.hasOwn(cards, name))).toEqual([]);
});
