import { expect, test } from 'vitest';
import { filledIn, formCard } from '../../../adapters/teams/card/form.ts';
import { readPress } from '../../../adapters/teams/card/press.ts';
import { commands } from '../../../commands/index.ts';
import { actionsOf, inputsOf } from '../../../rehearsal/teams/card-reading.ts';
import { isJson } from '../../../rehearsal/teams/shapes.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import type { Account } from '../../../src/ports/chat.ts';
import { samplePolicy } from '../../sample/policy.ts';
import { startTalk } from '../../sample/talk.ts';
import { people, startTeamsWorld, tenantId } from './teams-world.ts';

const [ana] = people;
const base = samplePolicy();
const policy = {
  ...base,
  people: base.people.map((person) =>
    person.id === 'ana'
      ? { ...person, accounts: [{ platform: 'entra', tenant: tenantId, objectId: ana?.objectId ?? '' } as const] }
      : person,
  ),
};
const hearing = () => startTalk({ catalog: createCatalog(commands), policy: () => policy }).hearing;

test.each(commands.map(({ name }) => name))('%s is understood on Teams', async (name) => {
  const { teams } = await startTeamsWorld(hearing());

  await teams.as('Ana').says(name);

  await expect.poll(() => teams.as('Ana').sees().length).toBe(2);
  const answer = teams.as('Ana').sees().at(-1);
  expect(answer?.card).toBeDefined();
  expect(answer?.text).not.toMatch(/I know no command|I do not know you/u);
});

test.each(commands.map((command) => [command.name, command] as const))(
  '%s has a form for all that it asks',
  (name, command) => {
    const account: Account = {
      platform: 'teams',
      tenant: tenantId,
      id: ana?.objectId ?? '',
      name: 'Ana',
      outsider: false,
    };
    const asked = Object.keys(command.args);
    const form = hearing().formFor(account, name, asked);
    if (asked.length === 0 || !form) return expect(asked.filter((each) => command.args[each]?.required)).toEqual([]);
    const card = formCard(form);

    const submit = actionsOf(card)[0];
    const inputs = Object.fromEntries(Object.keys(inputsOf(card)).map((id) => [id, 'x']));
    const pressed = readPress({ ...(isJson(submit?.action.data) ? submit.action.data : {}), ...inputs });

    const filled = pressed && 'command' in pressed.data ? filledIn(pressed.data, pressed) : undefined;
    expect(filled?.command).toBe(name);
    expect(Object.keys(filled?.values ?? {}).toSorted()).toEqual(asked.toSorted());
  },
);
