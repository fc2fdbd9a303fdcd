import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cruise, cruise, type Violation } from './cruise.ts';

const shipped = ['zod', 'js-yaml', 'ioredis', 'bullmq', '@slack/bolt', 'botbuilder', '@azure/identity'];

/** A small sound tree: each folder imports one of everything that it may. */
const soundTree: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: Object.fromEntries(shipped.map((name) => [name, '1.0.0'])),
    devDependencies: { vitest: '1.0.0', '@azure/core-lro': '1.0.0' },
  }),
  ...Object.assign({}, ...[...shipped, 'vitest', '@azure/core-lro', 'undeclared'].map(emptyPackage)),
  'src/errors.ts': "import type { Read } from './ports/reader.ts'; export const failed = (read: Read) => read;",
  'src/ports/reader.ts': "import type { Message } from '../messages/message.ts'; export type Read = () => Message;",
  'src/messages/message.ts': "import { z } from 'zod'; export type Message = string; export const message = z;",
  'src/definitions/command.ts': "import '../plans/plan.ts'; export interface Command { name: string }",
  'src/catalog/catalog.ts':
    "import type { Command } from '../definitions/command.ts'; export type Catalog = Command[];",
  'src/protection/resource-id.ts': 'export const nameIn = String;',
  'src/azure-bodies/disk.ts':
    "import type { Read } from '../ports/reader.ts'; import { nameIn } from '../protection/resource-id.ts'; export const disk = nameIn;",
  'src/plans/plan.ts': "import { hash } from 'node:crypto'; export const plan = hash;",
  'src/views/help.ts': "import { load } from 'js-yaml'; export const help = load;",
  'src/main.ts': `
    import '../commands/index.ts'; import './errors.ts'; import 'node:process';
    await import('../adapters/slack/chat.ts'); await import('../adapters/teams/chat.ts');
    await import('../adapters/terminal/chat.ts'); await import('../adapters/azure/reader.ts');
    await import('../adapters/redis/journal.ts');`,
  'commands/index.ts': "import '../src/definitions/command.ts'; import './failover.ts'; import './help.ts';",
  'commands/failover.ts': "import '../src/definitions/command.ts'; import '../src/plans/plan.ts';",
  'commands/help.ts': "import '../src/views/help.ts'; import '../src/messages/message.ts';",
  'adapters/slack/chat.ts': chatImports('@slack/bolt'),
  'adapters/teams/chat.ts': chatImports('botbuilder'),
  'adapters/terminal/chat.ts': chatImports('node:readline'),
  'adapters/chat/edits.ts': "import './lanes.ts';",
  'adapters/chat/lanes.ts': 'export const lanes = 1;',
  'adapters/azure/reader.ts': `
    import type { Read } from '../../src/ports/reader.ts'; import '../../src/errors.ts'; import 'zod';
    import '../../src/azure-bodies/disk.ts'; import '@azure/identity'; import 'node:timers'; import './tokens.ts';`,
  'adapters/azure/tokens.ts': "import type { Poller } from '@azure/core-lro';",
  'adapters/redis/journal.ts': `
    import type { Read } from '../../src/ports/reader.ts'; import '../../src/errors.ts'; import 'zod';
    import 'ioredis'; import 'bullmq'; import 'node:timers';`,
  'rehearsal/start.ts': "import 'node:child_process'; import './azure.ts';",
  'rehearsal/azure.ts': "import { z } from 'zod'; export const answer = z;",
  'test/all.test.ts': `
    import 'vitest'; import '../src/errors.ts'; import '../commands/index.ts'; import '../adapters/slack/chat.ts';
    import '../rehearsal/azure.ts';`,
};

function emptyPackage(name: string): Readonly<Record<string, string>> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({
      name,
      version: '1.0.0',
      type: 'module',
      exports: './index.js',
    }),
    [`node_modules/${name}/index.js`]: 'export const z = 1, load = 1;',
  };
}

function chatImports(sdk: string): string {
  return `
    import type { Read } from '../../src/ports/reader.ts'; import type { Command } from '../../src/definitions/command.ts';
    import '../../src/messages/message.ts'; import '../../src/errors.ts'; import '../../src/catalog/catalog.ts';
    import '../chat/edits.ts'; import 'node:http'; import 'zod'; import '${sdk}';`;
}

/** Each row is one file more than the sound tree has, or one more line in a file of it, and the one rule that it breaks. */
const injected: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['src', 'src/a.ts', "import '../adapters/redis/journal.ts';"],
  ['src', 'src/b.ts', "await import('../commands/help.ts');"],
  ['src', 'src/c.ts', "import '../rehearsal/azure.ts';"],
  ['src', 'src/d.ts', "import type { Redis } from 'ioredis';"],
  ['src/main', 'src/main.ts', "import '../rehearsal/start.ts';"],
  ['src/azure-bodies', 'src/azure-bodies/a.ts', "import '../plans/plan.ts';"],
  ['src/azure-bodies', 'src/azure-bodies/b.ts', "import 'zod';"],
  ['src/ports', 'src/ports/a.ts', "import { message } from '../messages/message.ts';"],
  ['src/ports', 'src/ports/b.ts', "import 'node:crypto';"],
  ['commands', 'commands/a.ts', "import type { Read } from '../src/ports/reader.ts';"],
  ['commands', 'commands/b.ts', "import '../adapters/azure/reader.ts';"],
  ['commands', 'commands/c.ts', "import './help.ts';"],
  ['commands', 'commands/d.ts', "import './index.ts';"],
  ['commands', 'commands/e.ts', "import '../rehearsal/azure.ts';"],
  ['commands', 'commands/f.ts', "import 'node:fs';"],
  ['commands/index.ts', 'commands/index.ts', "import '../adapters/slack/chat.ts';"],
  ['adapters/slack', 'adapters/slack/a.ts', "import '../teams/chat.ts';"],
  ['adapters/slack', 'adapters/slack/b.ts', "import '../../src/views/help.ts';"],
  ['adapters/slack', 'adapters/slack/c.ts', "import 'botbuilder';"],
  ['adapters/teams', 'adapters/teams/a.ts', "import '@slack/bolt';"],
  ['adapters/teams', 'adapters/teams/b.ts', "import '../../commands/help.ts';"],
  ['adapters/terminal', 'adapters/terminal/a.ts', "import '../redis/journal.ts';"],
  ['adapters/chat', 'adapters/chat/a.ts', "import '../slack/chat.ts';"],
  ['adapters/chat', 'adapters/chat/b.ts', "import type { Read } from '../../src/ports/reader.ts';"],
  ['chat adapters know definitions by type', 'adapters/slack/d.ts', "import '../../src/definitions/command.ts';"],
  ['adapters/azure', 'adapters/azure/a.ts', "import '../../src/plans/plan.ts';"],
  ['adapters/azure', 'adapters/azure/b.ts', "import '../redis/journal.ts';"],
  ['adapters/azure', 'adapters/azure/c.ts', "import 'ioredis';"],
  ['adapters/redis', 'adapters/redis/a.ts', "import '@azure/identity';"],
  ['adapters/redis', 'adapters/redis/b.ts', "import '../../src/messages/message.ts';"],
  ['adapters/redis', 'adapters/redis/c.ts', "import '../../rehearsal/azure.ts';"],
  ['rehearsal', 'rehearsal/a.ts', "import type { Message } from '../src/messages/message.ts';"],
  ['rehearsal', 'rehearsal/b.ts', "await import('../adapters/azure/reader.ts');"],
  ['rehearsal', 'rehearsal/c.ts', "import '../commands/index.ts';"],
  ['rehearsal', 'rehearsal/d.ts', "import '../test/all.test.ts';"],
  ['no circles', 'src/views/circle.ts', "import './circle.ts'; export const circle = 1;"],
  ['no orphans', 'src/views/forgotten.ts', 'export const forgotten = 1;'],
  ['everything resolves', 'src/views/nowhere.ts', "import './nowhere-at-all.ts';"],
  ['everything resolves', 'adapters/redis/nowhere.ts', "import 'not-installed';"],
  ['nothing for development in what is shipped', 'adapters/azure/d.ts', "import '@azure/core-lro';"],
  ['every package is declared', 'rehearsal/e.ts', "import 'undeclared';"],
];

const folders = ['src', 'adapters', 'commands', 'rehearsal', 'test', 'tools', 'bench'];

describe('the import rules', () => {
  let before: Cruise;
  let after: Cruise;
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lifeboat-imports-'));
    await write(Object.entries(soundTree));
    before = await cruise(root, presentIn(root));
    await write(injected.map(([, file, text]) => [file, `${soundTree[file] ?? ''}\n${text}`]));
    after = await cruise(root, presentIn(root));
  });

  afterAll(() => rm(root, { recursive: true }));

  const write = async (files: readonly (readonly [file: string, text: string])[]) => {
    for (const [file, text] of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
  };

  test('allow a tree that imports one of everything allowed', () => {
    expect(before.violations.map(shown)).toEqual([]);
  });

  test.each(injected)('%s is broken by %s: %s', (rule, file) => {
    const broken = after.violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name);

    expect(broken).toEqual([rule]);
  });

  test('have each been seen to fail', () => {
    const seen = new Set(injected.map(([rule]) => rule));

    expect([...seen].sort()).toEqual(after.ruleSetUsed.forbidden.map(({ name }) => name).sort());
  });
});

test('this project keeps the import rules', async () => {
  const { violations, totalCruised } = await cruise('.', presentIn('.'));

  expect(violations.map(shown)).toEqual([]);
  expect(totalCruised).toBeGreaterThan(50);
}, 120_000);

const presentIn = (root: string) => folders.filter((folder) => existsSync(join(root, folder)));

const shown = ({ rule, from, to }: Violation) => `${rule.name}: ${from} -> ${to}`;
