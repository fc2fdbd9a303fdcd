import { expect, test } from 'vitest';
import { actions, code, facts, message, note, runs, table, text } from '../../src/messages/compose.ts';
import { renderHtml } from '../../src/messages/html.ts';

test('a name from outside never becomes markup, an attribute or a script', () => {
  const hostile = `<script>alert('1')</script>" onload="x\u202e`;

  const page = renderHtml(
    message(
      hostile,
      'good',
      text(hostile),
      note(hostile),
      code(hostile),
      facts([hostile, hostile]),
      table([hostile], [[hostile]]),
      { kind: 'steps', steps: [{ state: 'done', title: hostile, detail: hostile }] },
      actions(runs(hostile, hostile), { kind: 'link', label: hostile, url: hostile }),
    ),
  );

  expect(page).not.toContain('<script');
  expect(page).not.toContain('" onload');
  expect(page).not.toContain('\u202e');
  expect(page.match(/&lt;script&gt;/gu)?.length).toBeGreaterThan(10);
});

test('only a web address becomes a link', () => {
  const linkTo = (url: string) => renderHtml(message('x', 'neutral', actions({ kind: 'link', label: 'go', url })));

  expect(linkTo('https://portal.azure.com/')).toContain('href="https://portal.azure.com/"');
  expect(linkTo('javascript:alert(1)')).toContain('href="#"');
});

test('nothing is loaded from elsewhere, and the tone is said in words', () => {
  const page = renderHtml({ ...message('Report', 'bad', text('It failed.')), banner: 'Rehearsal' });

  expect(page).not.toMatch(/src=|@import|url\(/u);
  expect(page).toContain('Trouble');
  expect(page).toContain('Rehearsal');
});

test('a time stays on one line beside a cell that is long', () => {
  const problem = 'failed: the quota of its family in the target region is used up';

  const page = renderHtml(
    message('Report', 'bad', table(['Result', 'Recovery point'], [[problem, '2026-11-20 12:55 UTC']])),
  );

  expect(page).toContain(`<td>${problem}</td><td class="short">2026-11-20 12:55 UTC</td>`);
  expect(page).toMatch(/td\.short \{[^}]*white-space: nowrap/u);
});
