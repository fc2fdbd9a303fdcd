import { afterEach, expect, test, vi } from 'vitest';
import { message } from '../../../src/messages/compose.ts';
import type { Hearing } from '../../../src/ports/chat.ts';
import { channelId, machineOfTheBot, openTeamsWorld } from './teams-world.ts';

afterEach(() => vi.unstubAllEnvs());

const nobodyHears = { receive: async () => ({ kind: 'nothing' }) } as unknown as Hearing;

test('where the machine has the identity of the bot, no secret is needed to speak', async () => {
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = await machineOfTheBot();
  vi.stubEnv('IDENTITY_ENDPOINT', IDENTITY_ENDPOINT);
  vi.stubEnv('IDENTITY_HEADER', IDENTITY_HEADER);
  const { teams, chat, channel, listen } = await openTeamsWorld({}, 'managed-identity');
  await listen(nobodyHears);
  await teams.install(channelId);

  await chat.post(channel(channelId), message('The copy is complete.', 'good'));

  expect(teams.as('Ana').sees(channelId).at(-1)?.text).toContain('The copy is complete.');
});
