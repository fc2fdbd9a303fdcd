import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { Activity } from '../../../rehearsal/teams/shapes.ts';
import { message } from '../../../src/messages/compose.ts';
import { hearingThat } from './hearing.ts';
import { channelId, groupChatId, mixedChannelId, people, startTeamsWorld, tenantId } from './teams-world.ts';

const welcoming = () => hearingThat(() => ({ kind: 'message', message: message('Hello', 'neutral'), shared: false }));

test('a person is their object id in the tenant, in small letters', async () => {
  const hearing = welcoming();
  const { teams } = await startTeamsWorld(hearing);

  await teams.as('Ana').says('whoami');
  await vi.waitFor(() => expect(hearing.heard).toHaveLength(1));
  await teams.as('Ana').says('whoami', groupChatId);
  await vi.waitFor(() => expect(hearing.heard).toHaveLength(2));

  const { account, channel } = hearing.heard[0] ?? {};
  expect(account).toEqual({
    platform: 'teams',
    tenant: tenantId,
    id: people[0]?.objectId,
    name: 'Ana',
    outsider: false,
  });
  expect(channel).toMatchObject({ personal: true, sharedOutside: false });
  expect(hearing.heard[1]?.channel).toEqual({
    platform: 'teams',
    tenant: tenantId,
    id: groupChatId,
    personal: false,
    sharedOutside: false,
  });
});

test('guests, and people of other tenants, are outsiders, and a channel that they are in is shared outside', async () => {
  const hearing = welcoming();
  const { teams } = await startTeamsWorld(hearing);

  for (const who of ['Ana', 'Gus', 'Mallory']) await teams.as(who).says('whoami', mixedChannelId);

  await vi.waitFor(() => expect(hearing.heard).toHaveLength(3));
  const seen = new Map(
    hearing.heard.map(({ account, channel }) => [account.name, [account.outsider, channel.sharedOutside]]),
  );
  expect(Object.fromEntries(seen)).toEqual({ Ana: [false, true], Gus: [true, true], Mallory: [true, true] });
});

test.each([
  ['names another tenant', { conversation: { tenantId: randomUUID() } }],
  ['names two tenants', { channelData: { tenant: { id: randomUUID() } } }],
  ['names none', { conversation: { tenantId: undefined }, channelData: {} }],
  ['names somebody without an object id', { from: { aadObjectId: undefined } }],
])('whoever %s is an outsider, whatever they are called', async (_what, changes) => {
  const hearing = welcoming();
  const { teams } = await startTeamsWorld(hearing);
  await teams.as('Ana').says('whoami');
  await vi.waitFor(() => expect(hearing.heard).toHaveLength(1));
  const activity = teams.delivered[0]?.activity as Activity;

  await teams.deliver({
    ...activity,
    id: randomUUID(),
    ...Object.fromEntries(
      Object.entries(changes).map(([key, change]) => [key, { ...(activity[key] as object), ...change }]),
    ),
    ...('channelData' in changes && { channelData: changes.channelData }),
  });

  await vi.waitFor(() => expect(hearing.heard).toHaveLength(2));
  expect(hearing.heard[1]?.account.outsider).toBe(true);
});

test('nothing is done while it cannot be found out who is there', async () => {
  const hearing = welcoming();
  const { teams, problems } = await startTeamsWorld(hearing);
  teams.faults.add(...Array.from({ length: 5 }, () => ({ method: 'GET' as const, status: 502 })));

  await teams.as('Ana').says('whoami', channelId);

  await vi.waitFor(() => expect(teams.as('Ana').sees(channelId).at(-1)?.text).toContain('I could not find out'));
  expect(hearing.heard).toEqual([]);
  expect(problems).toHaveLength(1);
});

test('nothing is said into a channel that guests or people of another tenant are in, though the policy lists it', async () => {
  const { teams, chat, channel } = await startTeamsWorld(hearingThat(() => ({ kind: 'nothing' })));
  await teams.install(mixedChannelId);

  const posting = chat.post(channel(mixedChannelId), message('Approve', 'neutral'));

  await expect(posting).rejects.toMatchObject({ code: 'SharedWithOutsiders' });
  expect(teams.as('Gus').sees(mixedChannelId)).toEqual([]);
});
