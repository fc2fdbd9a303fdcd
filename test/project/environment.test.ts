import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Any way to the environment: `process.env`, `process['env']`, or `env` taken out of node:process. */
const readsEnvironment = (source: string): boolean =>
  /\bprocess\s*\??\.?\s*(\.\s*env|\[\s*['"`]env)\b|\benv\b[^;]*=\s*process\b|\benv\b[^;]*from\s*['"](node:)?process['"]/.test(
    source,
  );

test.each([
  'const port = process.env.PORT;',
  "const port = process['env'].PORT;",
  'const port = process?.env.PORT;',
  'const { env, argv } = process;',
  "import { env } from 'node:process';",
])('reading the environment is recognized: %s', (source) => {
  expect(readsEnvironment(source)).toBe(true);
});

test.each(['process.exit(1);', 'const { env } = options;', "import { argv } from 'node:process';"])(
  'what merely looks like it is left alone: %s',
  (source) => {
    expect(readsEnvironment(source)).toBe(false);
  },
);

test('in the bot, only the composition root reads the environment', () => {
  const files = ['src', 'adapters', 'commands'].flatMap((folder) => sourcesIn(folder));

  const readers = files.filter((file) => readsEnvironment(readFileSync(file, 'utf8')));

  expect(files.length).toBeGreaterThan(20);
  expect(readers.filter((file) => !file.startsWith('src/main'))).toEqual([]);
});

const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
