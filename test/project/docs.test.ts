import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { azureActions } from '../../src/authorization/azure-actions.ts';
import { holding } from '../../src/authorization/need.ts';
import { arg, flag } from '../../src/definitions/argument.ts';
import { defineChange, defineQuery } from '../../src/definitions/command.ts';
import { reason } from '../../src/definitions/kinds.ts';
import { authorizationPage } from '../../tools/documents/authorization-page.ts';
import { azureRolesText } from '../../tools/documents/azure-roles.ts';
import { withCommandTable } from '../../tools/documents/command-table.ts';
import { targetName } from '../sample/kinds.ts';

describe('after a change of commands or actions, npm run docs has been run, so that', () => {
  test('the README lists the commands that there are', () => {
    const readme = readFileSync('README.md', 'utf8');

    expect(readme).toBe(withCommandTable(readme, commands));
  });

  test('docs/authorization.md lists the actions that there are', () => {
    expect(readFileSync('docs/authorization.md', 'utf8')).toBe(authorizationPage(azureActions));
  });
});

test('after a change of what is done to Azure, npm run azure:role has been run', () => {
  expect(readFileSync('docs/azure-role.json', 'utf8')).toBe(azureRolesText());
});

test('a command becomes one row of its topic, and the page around the tables stays', () => {
  const status = defineQuery({
    name: 'status',
    topic: 'see',
    summary: 'Show a | b.',
    access: { area: 'any', level: 'reader' },
    args: { target: arg(targetName, { help: 'Which', example: 'payments', optional: true }) },
    answer: () => Promise.reject(new Error('never asked')),
  });
  const failover = defineChange({
    name: 'failover',
    topic: 'failovers',
    summary: 'Fail over.',
    access: { area: 'recovery', level: 'operator' },
    danger: 'outage',
    args: {
      target: arg(targetName, { help: 'Which', example: 'payments' }),
      reason: flag(reason, { help: 'Why', example: 'INC-1', required: true }),
    },
    plan: () => Promise.reject(new Error('never planned')),
  });

  const page = withCommandTable(
    'above\n<!-- commands: begin (npm run docs writes what is between) -->\nold\n<!-- commands: end -->\nbelow\n',
    [status, failover],
  );

  expect(page.split('\n')).toEqual([
    'above',
    '<!-- commands: begin (npm run docs writes what is between) -->',
    '',
    '### See how it stands (`help see`)',
    '',
    '| Command | What it does | Needs | Danger |',
    '| --- | --- | --- | --- |',
    '| `status [<target>]` | Show a \\| b. | Reader (recovery, backup or copies) | reads only |',
    '',
    '### Fail over, and back (`help failovers`)',
    '',
    '| Command | What it does | Needs | Danger |',
    '| --- | --- | --- | --- |',
    '| `failover <target> --reason <reason>` | Fail over. | Operator (recovery) | outage |',
    '',
    '<!-- commands: end -->',
    'below',
    '',
  ]);
});

test('every package that the project depends on has its line in the decision about dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const decision = readFileSync('docs/decisions/0001-dependencies.md', 'utf8');
  const explained = [...decision.matchAll(/^\| ([@\w/-]+) \|.*\|.*\|.*\|$/gm)].map(([, name]) => name);

  const listed = explained.filter((name) => name !== 'Package' && name !== '---');

  expect(listed.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
});

test('a page without the markers is refused instead of overwritten', () => {
  expect(() => withCommandTable('nothing here', [])).toThrow('commands: begin');
});

test('an action becomes one row with all its commands', () => {
  const page = authorizationPage([
    { action: 'Vendor.Area/things/write', need: holding('operator', 'copies'), commands: ['snapshot create', 'drill'] },
  ]);

  expect(page.split('\n').at(-2)).toBe(
    '| `Vendor.Area/things/write` | Operator (copies) | `snapshot create`, `drill` |',
  );
});
