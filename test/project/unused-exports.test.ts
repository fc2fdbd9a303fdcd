import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lifeboat-exports-'));
});

afterEach(() => rmSync(root, { recursive: true }));

const soundProject: Readonly<Record<string, string>> = {
  'tsconfig.json': JSON.stringify({ include: ['**/*.ts'] }),
  'src/main.ts': `
    import { named } from './named.ts'; import type { Shape } from './shape.ts'; import * as all from './all.ts';
    const { late } = await import('./late.ts');
    const later = async () => (await import('./later.ts')).later;
    export const start = (shape: Shape) => [named, late, later, all.one, shape, import('./whole.ts')];`,
  'src/named.ts': 'export const named = 1;',
  'src/shape.ts': 'export interface Shape { x: number }',
  'src/all.ts': 'export const one = 1;',
  'src/late.ts': 'export const late = 1;',
  'src/later.ts': 'export const later = 1;',
  'src/whole.ts': 'export const whole = 1;',
  'rehearsal/start.ts': 'export const begin = 1;',
  'rehearsal/azure/index.ts': 'export const embed = 1;',
  'rehearsal/azure/main.ts': 'export const run = 1;',
  'tools/tool.ts': "import { forTools } from '../src/for-tools.ts'; export const tool = forTools;",
  'src/for-tools.ts': 'export const forTools = 1;',
  'vitest.config.ts': 'export default {};',
  'test/named.test.ts': "import { named } from '../src/named.ts'; import { world } from './world.ts'; named(world);",
  'test/world.ts': 'export const world = 1;',
  'test/setup/once.ts': 'export const setup = 1;',
};

function unusedExports(files: Readonly<Record<string, string>>) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const tool = ['--import', 'tsx', resolve('tools/unused-exports.ts'), root];
  const { stdout, status } = spawnSync(process.execPath, tool, { encoding: 'utf8' });
  return { lines: stdout.split('\n').filter(Boolean), status };
}

test('a project in which every export is imported, or is an entry, has none', () => {
  expect(unusedExports(soundProject)).toEqual({ lines: [], status: 0 });
});

test('exports without an importer and exports for tests alone are listed, one a line', () => {
  const found = unusedExports({
    ...soundProject,
    'src/named.ts': 'export const named = 1; export const forgotten = named;',
    'src/shape.ts': 'export interface Shape { x: number } export type Unseen = Shape;',
    'src/late.ts': 'export const late = 1; export const never = 1;',
    'src/later.ts': 'export const later = 1; export const tried = 1;',
    'src/tested.ts': 'export const tested = 1;',
    'commands/index.ts': 'export const commands = [];',
    'rehearsal/azure/services/index.ts': 'export const services = [];',
    'test/tested.test.ts':
      "import { tested } from '../src/tested.ts'; const { tried } = await import('../src/later.ts');",
    'test/world.ts': 'export const world = 1; export const planet = 1;',
  });

  expect(found).toEqual({
    lines: [
      'commands/index.ts: commands is exported, and nothing imports it',
      'rehearsal/azure/services/index.ts: services is exported, and nothing imports it',
      'src/late.ts: never is exported, and nothing imports it',
      'src/later.ts: tried is exported for tests alone',
      'src/named.ts: forgotten is exported, and nothing imports it',
      'src/shape.ts: Unseen is exported, and nothing imports it',
      'src/tested.ts: tested is exported for tests alone',
      'test/world.ts: planet is exported, and nothing imports it',
    ],
    status: 1,
  });
});
