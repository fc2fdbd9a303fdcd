import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filledIn } from '../../../adapters/teams/card/form.ts';
import { readPress } from '../../../adapters/teams/card/press.ts';
import { renderOne, renderParts } from '../../../adapters/teams/card/render.ts';
import { readableText } from '../../../rehearsal/teams/card-reading.ts';
import { actions, code, facts, message, note, runs, table, text } from '../../../src/messages/compose.ts';
import { hearingThat } from './hearing.ts';
import { startTeamsWorld } from './teams-world.ts';

const start = async () => {
  const hearing = hearingThat(() => ({ kind: 'nothing' }));
  const world = await startTeamsWorld(hearing);
  const address = `http://127.0.0.1:${world.chat.port}`;
  const status = async (path: string, init: RequestInit) => (await fetch(`${address}${path}`, init)).status;
  return { ...world, hearing, status };
};

test('whatever is sent to it without a right to, it answers and goes on', async () => {
  const { status, hearing } = await start();
  const post = (body: string) => status('/api/messages', { method: 'POST', body });

  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
      expect([400, 401]).toContain(await post(body));
    }),
    { numRuns: 60 },
  );
  expect(await post('x'.repeat(300 * 1024))).toBe(413);
  expect(await post(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toBe(400);
  expect(await status('/api/messages', { method: 'GET' })).toBe(405);
  expect(await status('/', { method: 'POST', body: '{}' })).toBe(404);
  expect(hearing.heard).toEqual([]);
});

test('a press that is not of one of our buttons does nothing', async () => {
  const { teams, hearing } = await start();
  await teams.as('Ana').says('hello');
  await expect.poll(() => hearing.heard.length).toBe(1);
  const { activity } = teams.delivered[0] ?? {};
  const press = (value: unknown, name = 'adaptiveCard/action') =>
    teams.deliver({ ...activity, type: 'invoke', name, id: crypto.randomUUID(), value });

  for (const value of [undefined, null, 1, 'x', [], {}, { action: {} }, { action: { data: { line: 7 } } }]) {
    expect(await press(value)).toMatchObject({ status: 200, body: { statusCode: 400 } });
  }
  expect(await press({ action: { data: { line: 'x'.repeat(5000) } } })).toMatchObject({ body: { statusCode: 400 } });
  expect(await press({}, 'task/fetch')).toMatchObject({ status: 501 });
  expect(hearing.heard).toHaveLength(1);
});

test('nothing that a press carries gets past its shape', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.record({ line: fc.anything(), command: fc.anything(), keep: fc.anything() })),
      (value) => {
        const pressed = readPress(value);
        if (pressed && 'line' in pressed.data) expect(typeof pressed.data.line).toBe('string');
        for (const input of Object.values(pressed?.inputs ?? {})) expect(typeof input).toBe('string');
      },
    ),
  );
  const polluting = readPress(JSON.parse('{"command":"deny","keep":{"__proto__":"x"},"many":[],"arg.__proto__":"y"}'));
  if (!polluting || !('command' in polluting.data)) throw new Error('It is a form.');
  expect(filledIn(polluting.data, polluting).values.reason).toBeUndefined();
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '[x](https://evil.example)',
    '**bold**',
    '{{DATE(2026-01-01,SHORT)}}',
    '\u202egnp.exe',
    '# head',
    '1. one',
    '- two',
    '<at>all</at>',
  ),
);

test('no name is markup, whatever it holds, and every card fits', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 60 }), (name, times) => {
      const long = name.repeat(times * 40);
      const said = message(
        name,
        'warning',
        text(long),
        note(name),
        code(long),
        facts([name, long]),
        table(
          [name, 'b'],
          Array.from({ length: times }, () => [name, long.slice(0, 2000)]),
        ),
        actions(runs(name || 'x', 'whoami')),
      );

      for (const card of [...renderParts(said, { again: 'whoami' }), renderOne(said)]) {
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
        expect(JSON.stringify(card)).not.toMatch(/[\u202a-\u202e]/u);
      }
    }),
    { numRuns: 60 },
  );
});

test('what Markdown would take for its own is read as it was written', () => {
  const title = '[x](https://evil.example) **bold** _under_ `code` # 1. {{DATE(2026-01-01)}}';
  const [card] = renderParts(message(title, 'neutral'));

  expect(readableText(card)).toBe(title.replace('{{', '{\u200b{'));
  expect(JSON.stringify(card?.body)).not.toMatch(/[^\\]\]\(|[^\\]\*\*|\{\{/u);
});
