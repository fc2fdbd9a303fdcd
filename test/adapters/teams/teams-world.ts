import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { TeamsChat } from '../../../adapters/teams/teams-chat.ts';
import { openAuthority } from '../../../rehearsal/azure/wire/certificate.ts';
import { startEntra } from '../../../rehearsal/entra/index.ts';
import { createEntra, type Entra } from '../../../rehearsal/entra/tokens.ts';
import { createChannelKeys } from '../../../rehearsal/teams/channel-keys.ts';
import { type RehearsalTeams, startTeams } from '../../../rehearsal/teams/index.ts';
import type { Person } from '../../../rehearsal/teams/world.ts';
import type { Account, ChannelRef, Hearing } from '../../../src/ports/chat.ts';
import type { Conversations, KnownConversation } from '../../../src/ports/conversations.ts';

type TeamsOptions = ConstructorParameters<typeof TeamsChat>[0];

export const tenantId = '7a1d0c52-4f0e-4b4b-9d0a-51f3c1a6e001';

const objectId = (last: number): string => `0e9c6a10-1f59-4c43-93d4-6c1f0ab2${String(last).padStart(4, '0')}`;

export const people: readonly Person[] = [
  { name: 'Ana', objectId: objectId(1) },
  { name: 'Cleo', objectId: objectId(2) },
  { name: 'Rob', objectId: objectId(3) },
  { name: 'Gus', objectId: objectId(4), guest: true },
  { name: 'Dan', objectId: objectId(6) },
  { name: 'Mallory', objectId: objectId(5), tenantId: 'b2d7c0de-0000-4000-8000-000000000002' },
];

export const channelId = '19:0a1b2c3d4e5f6071@thread.tacv2';
export const secondChannelId = '19:1b2c3d4e5f607182@thread.tacv2';
/** The bot is not in it. */
export const quietChannelId = '19:9f8e7d6c5b4a3021@thread.tacv2';
export const mixedChannelId = '19:5555666677778888@thread.tacv2';
export const groupChatId = '19:meeting-of-three@thread.v2';

/** A message as somebody sees it. */
export type SeenInTeams = ReturnType<ReturnType<RehearsalTeams['as']>['sees']>[number];

export interface TeamsWorld {
  readonly teams: RehearsalTeams;
  readonly entra: Entra;
  readonly chat: TeamsChat;
  readonly listen: (hearing: Hearing) => Promise<void>;
  readonly lost: ChannelRef[];
  readonly problems: unknown[];
  /** What the bot waited for, in milliseconds; no time passes for it. */
  readonly waits: number[];
  readonly conversations: Conversations;
  account(name: string): Account;
  channel(id: string): ChannelRef;
}

/** What takes long to make, and is the same for every world of the process. */
const startTenant = async () => {
  const authority = await openAuthority(process.env.REHEARSAL_AUTHORITY ?? '');
  const [appId, secret] = [randomUUID(), randomUUID()];
  const bot = { name: 'teams-bot', appId, objectId: randomUUID(), tenantId, kind: 'app', groups: [] } as const;
  const entra = await createEntra({ tenantId, principals: [bot] });
  const applications = [{ appId, secrets: [secret] }];
  const identities = [{ principal: bot.name }];
  const login = await startEntra({ entra, authority, applications, identities });
  const keys = await createChannelKeys(Date.now);
  return { authority, appId, secret, entra, login, keys };
};

let tenant: ReturnType<typeof startTenant> | undefined;

/** What a machine that has the bot's identity sets for the programs that run on it. */
export const machineOfTheBot = async () => {
  tenant ??= startTenant();
  const { login } = await tenant;
  return { IDENTITY_ENDPOINT: login.identityEndpoint, IDENTITY_HEADER: login.identitySecret };
};

/** Rehearsal Teams with the adapter connected to it: real tokens both ways. */
export const startTeamsWorld = async (hearing: Hearing, changes: Partial<TeamsOptions> = {}): Promise<TeamsWorld> => {
  const world = await openTeamsWorld(changes);
  await world.listen(hearing);
  return world;
};

/** The same, before the bot listens. */
export const openTeamsWorld = async (
  changes: Partial<TeamsOptions> = {},
  signIn: 'secret' | 'managed-identity' = 'secret',
): Promise<TeamsWorld> => {
  tenant ??= startTenant();
  const { authority, appId, secret, entra, login, keys } = await tenant;
  const everybody = ['Ana', 'Cleo', 'Rob', 'Dan'];
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const teams = await startTeams({
    now,
    entra,
    authority,
    keys,
    appId,
    people,
    channels: [
      { id: channelId, name: 'DR', team: 'team-dr', people: everybody, installed: true },
      { id: secondChannelId, name: 'DR Approvals', team: 'team-dr', people: everybody, installed: true },
      { id: quietChannelId, name: 'Quiet', team: 'team-quiet', people: everybody, installed: false },
      { id: mixedChannelId, name: 'Mixed', team: 'team-mixed', people: ['Ana', 'Gus', 'Mallory'], installed: true },
    ],
    groupChats: [{ id: groupChatId, people: everybody, installed: true }],
  });
  const lost: ChannelRef[] = [];
  const problems: unknown[] = [];
  const waits: number[] = [];
  const conversations = keptInMemory();
  const chat = new TeamsChat({
    identity: {
      ...{ appId, tenant: tenantId, authority: login.url, openIdMetadata: teams.metadataUrl },
      ...(signIn === 'secret' && { secret }),
    },
    serviceHosts: ['127.0.0.1'],
    listen: { host: '127.0.0.1', port: 0 },
    conversations,
    targetedMessages: false,
    lost: (channel) => lost.push(channel),
    report: (error) => problems.push(error),
    timing: {
      now,
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
        ahead += milliseconds;
        await new Promise((resolve) => setImmediate(resolve));
      },
      random: () => 0.5,
    },
    ...changes,
  });
  const listen = async (hearing: Hearing): Promise<void> => {
    await chat.start(hearing);
    teams.connect(`http://127.0.0.1:${chat.port}/api/messages`);
  };
  onTestFinished(async () => {
    await chat.stop();
    await teams.close();
  });
  const account = (name: string): Account => {
    const { objectId: id } = teams.world.personNamed(name);
    return { platform: 'teams', tenant: tenantId, id, name, outsider: false };
  };
  const channel = (id: string): ChannelRef => ({
    platform: 'teams',
    tenant: tenantId,
    id,
    personal: false,
    sharedOutside: false,
  });
  return { teams, entra, chat, listen, lost, problems, waits, conversations, account, channel };
};

/** The port in memory; the contract suite holds the Redis one to the same. */
const keptInMemory = (): Conversations => {
  const kept = new Map<string, KnownConversation>();
  const urls = new Map<string, string>();
  const key = (tenant: string, id: string): string => `${tenant} ${id}`;
  return {
    keep: async (conversation) => {
      kept.set(key(conversation.tenant, conversation.id), conversation);
      urls.set(conversation.tenant, conversation.serviceUrl);
    },
    find: async (tenant, id) => kept.get(key(tenant, id)),
    ofPerson: async (tenant, person) =>
      [...kept.values()].find((each) => each.tenant === tenant && each.person === person),
    serviceUrlOf: async (tenant) => urls.get(tenant),
    drop: async (tenant, id) => kept.delete(key(tenant, id)),
  };
};
