import { createHmac, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { BotFramework } from '../../../adapters/teams/connector/bot-framework.ts';
import type { Activity } from '../../../rehearsal/teams/shapes.ts';
import { message } from '../../../src/messages/compose.ts';
import type { Hearing } from '../../../src/ports/chat.ts';
import { hearingThat } from './hearing.ts';
import { channelId, startTeamsWorld, type TeamsWorld } from './teams-world.ts';

describe('Who may speak to the bot', () => {
  let world: TeamsWorld;
  let heard: string[];
  let activity: Activity;

  beforeEach(async () => {
    heard = [];
    const hearing: Hearing = {
      receive: async ({ input }) => {
        heard.push(input.kind);
        return { kind: 'nothing' };
      },
      formFor: () => undefined,
      check: () => undefined,
      suggest: () => [],
    };
    world = await startTeamsWorld(hearing);
    const { teams } = world;
    const ana = teams.world.personNamed('Ana');
    // An invoke is answered only when its turn is over: so it is known whether it was heard.
    activity = {
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      recipient: teams.world.bot,
      from: teams.world.accountOf(ana),
      conversation: {
        id: teams.world.personalOf(ana).id,
        conversationType: 'personal',
        tenantId: teams.world.tenantId,
      },
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: randomUUID(),
      value: { action: { type: 'Action.Execute', verb: 'lifeboat', data: { line: 'whoami' } }, trigger: 'manual' },
    };
  });

  const appId = () => world.teams.world.bot.id.slice('28:'.length);
  const sign: TeamsWorld['teams']['keys']['sign'] = (claims, how) =>
    world.teams.keys.sign({ aud: appId(), serviceurl: world.teams.serviceUrl, ...claims }, how);
  const statusOf = async (token: string, about: Partial<Activity> = {}) =>
    (await world.teams.deliver({ ...activity, ...about }, token && `Bearer ${token}`)).status;

  test('the channel service with a token of its own', async () => {
    expect(await statusOf(await sign({}))).toBe(200);
    expect(heard).toEqual(['line']);
  });

  test('nobody without a token', async () => {
    expect(await statusOf('')).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token for another bot', async () => {
    expect(await statusOf(await sign({ aud: randomUUID() }))).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token that has expired', async () => {
    expect(await statusOf(await sign({}, { expiresIn: -600 }))).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token of another issuer', async () => {
    expect(await statusOf(await sign({ iss: 'https://sts.example.com/' }))).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token for another service address, and none for no address', async () => {
    expect(await statusOf(await sign({ serviceurl: 'https://smba.example.com/emea/' }))).toBe(401);
    expect(await statusOf(await sign({ serviceurl: undefined }))).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no key that is endorsed for another channel', async () => {
    expect(await statusOf(await sign({}, { key: 'other-channel' }))).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no key that the metadata does not name', async () => {
    expect(await statusOf(await sign({}, { key: 'unknown' }))).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token whose signature was tampered with', async () => {
    const [header, payload, signature = ''] = (await sign({})).split('.');
    const forged = { ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), extra: 'claim' };
    const changed = Buffer.from(JSON.stringify(forged)).toString('base64url');

    expect(await statusOf(`${header}.${changed}.${signature}`)).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token signed with the public key as a shared secret', async () => {
    const [header = '', payload = ''] = (await sign({})).split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const symmetric = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid })).toString('base64url');
    const signature = createHmac('sha256', kid).update(`${symmetric}.${payload}`).digest('base64url');

    expect(await statusOf(`${symmetric}.${payload}.${signature}`)).toBe(401);
    expect(heard).toEqual([]);
  });

  test('no token that Entra gave, whoever has the secret: the way in for emulators is closed', async () => {
    const { entra } = world;
    const ofOurs = await entra.issue('teams-bot', { audience: appId() });
    const ofAnyTenant = await entra.issue('teams-bot', { audience: appId(), tenantId: randomUUID() });
    const sentByUs = await entra.issue('teams-bot', { audience: 'https://api.botframework.com' });

    expect([await statusOf(ofOurs), await statusOf(ofAnyTenant), await statusOf(sentByUs)]).toEqual([401, 401, 401]);
    expect(heard).toEqual([]);
  });

  test('nobody who says to come from another channel', async () => {
    const token = await sign({});

    expect(await statusOf(token, { channelId: 'emulator' })).toBe(400);
    expect(await statusOf(token, { channelId: 'AseChannel' })).toBe(400);
    expect(heard).toEqual([]);
  });

  test.each([
    'https://attacker.example.com/',
    'http://127.0.0.1/emea/',
    'https://127.0.0.1.example.com/',
    'https://127.0.0.1@example.com/',
    'https://x:y@127.0.0.1/',
    'not an address',
  ])('nobody who asks to be answered at %s, whatever the token says', async (serviceUrl) => {
    expect(await statusOf(await sign({ serviceurl: serviceUrl }), { serviceUrl })).toBe(401);
    expect(heard).toEqual([]);
  });
});

test('an empty app id refuses to start', () => {
  const identity = {
    appId: ' ',
    tenant: 't',
    authority: 'https://login.example.com',
    openIdMetadata: 'https://login.example.com/metadata',
  };

  expect(() => new BotFramework(identity, [])).toThrow('A Teams bot needs its app id');
});

test('nothing is said at an address that somebody put into Redis, and no token goes there', async () => {
  const { teams, chat, channel, conversations } = await startTeamsWorld(hearingThat(() => ({ kind: 'nothing' })));
  const serviceUrl = teams.serviceUrl.replace('127.0.0.1', 'localhost');
  await conversations.keep({ tenant: channel(channelId).tenant, id: channelId, serviceUrl });

  const posting = chat.post(channel(channelId), message('For you', 'neutral'));

  await expect(posting).rejects.toThrow('ServiceHostUnknown');
  expect(teams.as('Ana').sees(channelId)).toEqual([]);
});
