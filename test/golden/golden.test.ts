import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderPlain } from '../../src/messages/plain.ts';
import { views } from './views.ts';

test.each(Object.entries(views))('%s reads in plain text as its golden file says', async (name, message) => {
  await expect(`${renderPlain(message)}\n`).toMatchFileSnapshot(`plain/${name}.txt`);
});

test('every view that makes a message has a golden file', () => {
  const covered = readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('views.ts'))
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('\n');
  const exported = readdirSync(viewsFolder).flatMap((file) =>
    [
      ...readFileSync(new URL(file, viewsFolder), 'utf8').matchAll(/^export const (\w+) = [^;]*?\): Message =>/gmsu),
    ].map((found) => found[1]),
  );

  expect(exported.length).toBeGreaterThan(10);
  expect(exported.filter((name) => !new RegExp(`\\b${name}\\(`, 'u').test(covered))).toEqual([]);
});

test('no golden file outlives its view', () => {
  const files = readdirSync(new URL('plain', import.meta.url)).map((file) => file.replace(/\.txt$/u, ''));

  expect(files.filter((name) => !Object.hasOwn(views, name))).toEqual([]);
});

const viewsFolder = new URL('../../src/views/', import.meta.url);
