import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { arg } from '../../src/definitions/argument.ts';
import { defineQuery } from '../../src/definitions/command.ts';
import { message } from '../../src/messages/compose.ts';
import { withCommandTable } from '../../tools/documents/command-table.ts';
import { applicationOrVm } from '../sample/kinds.ts';
import { shown, startTalk } from '../sample/talk.ts';

/** All that a new command is: one definition in one file, and its name in the list. */
const weather = defineQuery({
  name: 'weather',
  topic: 'see',
  summary: 'Tell what the weather does to a data centre.',
  access: { level: 'reader', area: 'recovery' },
  args: { target: arg(applicationOrVm, { help: 'Whose', example: 'payments' }) },
  answer: ({ target }) => message(`It rains on ${target.name}.`, 'neutral'),
});

const withWeather = [...commands, weather];

test('a command that is defined once is answered, explained, judged and listed', async () => {
  const { say } = startTalk({ catalog: createCatalog(withWeather) });

  expect(shown(await say('rob', 'weather payments'))).toContain('It rains on payments.');
  expect(shown(await say('rob', 'help'))).toContain('events · weather');
  expect(shown(await say('rob', 'help see'))).toContain('Tell what the weather does to a data centre.');
  expect(shown(await say('rob', 'help weather'))).toContain('weather <target>');
  expect(shown(await say('rob', 'can-i weather payments'))).toContain('Yes. You may give weather');
  expect(shown(await say('dan', 'can-i weather payments'))).toContain('weather needs Reader (recovery).');
  expect(shown(await say('rob', 'wether payments'))).toContain('[Run: weather payments]');
  expect(await say('rob', 'weather')).toMatchObject({ kind: 'form', form: { fields: [{ name: 'target' }, {}] } });
});

test('and the README lists it', () => {
  const page = '<!-- commands: begin (npm run docs writes what is between) -->\n<!-- commands: end -->';

  expect(withCommandTable(page, withWeather)).toContain('| `weather <target>` | Tell what the weather does');
});
