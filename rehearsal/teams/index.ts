import type { Authority } from '../azure/wire/certificate.ts';
import type { Entra } from '../entra/tokens.ts';
import { type ChannelKeys, createChannelKeys } from './channel-keys.ts';
import { createDelivery, type Delivered } from './delivery.ts';
import { createFaults, type Faults } from './faults.ts';
import { noLimits, teamsLimits } from './limits.ts';
import { createPersonAt, type PersonAt } from './person.ts';
import { serveTeams, servicePath } from './server.ts';
import type { Activity } from './shapes.ts';
import { type Channel, type Conversation, createWorld, type Person, type World } from './world.ts';

interface TeamsOptions {
  /** Gives the bot its tokens; one of its principals is the bot. */
  readonly entra: Entra;
  readonly authority: Authority;
  /** The bot's app registration. */
  readonly appId: string;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly groupChats?: readonly Pick<Channel, 'id' | 'people' | 'installed'>[];
  /** Default: new ones. */
  readonly keys?: ChannelKeys;
  /** Default: any free one. */
  readonly port?: number;
  /** Default: those of Teams. */
  readonly limits?: 'teams' | 'off';
  /** Hears of everything that the bot changed. */
  readonly changed?: () => void;
  /** The clock of the limits; default: that of the tokens. */
  readonly now?: () => number;
}

/** A running rehearsal Teams, embedded in a test or in the rehearsal world. */
export interface RehearsalTeams {
  readonly url: string;
  /** Where the bot reads whose tokens to believe. */
  readonly metadataUrl: string;
  /** What every activity says of where to answer. */
  readonly serviceUrl: string;
  readonly world: World;
  readonly keys: ChannelKeys;
  readonly faults: Faults;
  /** The bot's calls and how they were answered. */
  readonly calls: readonly { readonly method: string; readonly path: string; readonly status: number }[];
  /** What the bot was told and how it answered, oldest first. */
  readonly delivered: readonly Delivered[];
  /** Tells where the bot listens. */
  connect(endpoint: string): void;
  as(person: string): PersonAt;
  conversation(id: string): Conversation;
  /** Adds the bot to a conversation, or takes it away, and tells it so. */
  install(conversation: string): Promise<void>;
  remove(conversation: string): Promise<void>;
  /** The last activity once more, as it was. */
  deliverAgain(): Promise<Delivered>;
  /** An activity of one's own making. */
  deliver(activity: Activity, header?: string): Promise<Delivered>;
  close(): Promise<void>;
}

export const startTeams = async (options: TeamsOptions): Promise<RehearsalTeams> => {
  const { entra, authority, appId, people, channels, groupChats = [], port = 0, limits = 'teams' } = options;
  const world = createWorld({ tenantId: entra.tenantId, appId, people, channels, groupChats });
  const keys = options.keys ?? (await createChannelKeys(entra.now));
  const faults = createFaults();
  const calls: { method: string; path: string; status: number }[] = [];
  const server = await serveTeams({
    world,
    limits: limits === 'off' ? noLimits : teamsLimits(options.now ?? entra.now),
    faults,
    authority,
    port,
    tokens: entra.verifier(['https://api.botframework.com']),
    appId,
    keys,
    onCall: (call) => {
      calls.push(call);
      options.changed?.();
    },
  });
  const serviceUrl = `${server.url}${servicePath}`;
  const delivery = createDelivery({ appId, keys, serviceUrl, world, now: entra.now });
  const conversation = (id: string): Conversation => {
    const found = world.conversations.get(id);
    if (!found) throw new Error(`No conversation ${id}.`);
    return found;
  };
  const change = (id: string, installed: boolean) => {
    const changed = conversation(id);
    changed.installed = installed;
    return delivery.tellInstalled(changed);
  };

  return {
    url: server.url,
    metadataUrl: `${server.url}${keys.metadataPath}`,
    serviceUrl,
    world,
    keys,
    faults,
    calls,
    delivered: delivery.delivered,
    connect: delivery.connect,
    as: (name) => createPersonAt({ world, delivery }, world.personNamed(name)),
    conversation,
    install: async (id) => void (await change(id, true)),
    remove: async (id) => void (await change(id, false)),
    deliverAgain: delivery.again,
    deliver: (activity, header) => delivery.deliver(activity, header),
    close: server.close,
  };
};
