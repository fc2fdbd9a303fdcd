import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderPlain } from '../../src/messages/plain.ts';
import { views } from './views.ts';

test.each(Object.entries(views))('%s reads in plain text as its golden file says', async (name, message) => {
  await expect(`${renderPlain(message)}\n`).toMatchFileSnapshot(`plain/${name}.txt`);
});

test('every view under src/views has a golden file, and every golden file a view', () => {
  const files = readdirSync(new URL('plain', import.meta.url)).map((file) => file.replace(/\.txt$/u, ''));

  expect(files.sort()).toEqual(Object.keys(views).sort());
});
