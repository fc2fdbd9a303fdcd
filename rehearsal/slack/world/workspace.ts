import type { Block, HomeView, ModalView } from './shapes.ts';

type Role = 'member' | 'guest' | 'stranger' | 'bot';

export interface User {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  /** A guest is of this workspace with fewer rights; a stranger comes from another one through Slack Connect. */
  readonly role: Role;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: Set<string>;
  /** Through Slack Connect. */
  readonly sharedOutside: boolean;
  archived: boolean;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** Who wrote it: a person, or the app's bot. */
  readonly user: string;
  readonly threadTs?: string;
  /** Seen by this user alone, and gone when they reload. */
  readonly onlyFor?: string;
  text: string;
  blocks: readonly Block[];
  edits: number;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  hash: string;
  definition: ModalView;
  /** Slack shows them beneath the inputs, by block id. */
  errors: Readonly<Record<string, string>>;
}

export interface App {
  readonly id: string;
  readonly botUser: string;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly command: string;
  readonly scopes: readonly string[];
  /** Whether this workspace has `plan` and `task_card` blocks. */
  readonly planBlocks: boolean;
}

/** Everything that Slack keeps of one workspace. */
export interface Workspace {
  readonly teamId: string;
  readonly app: App;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly views: Map<string, OpenView>;
  readonly homes: Map<string, HomeView>;
  readonly now: () => number;
  /** A new id that Slack has not used yet. */
  readonly id: (prefix: string) => string;
  /** A message's timestamp, which is its id. */
  readonly ts: () => string;
}

export interface Inhabitants {
  readonly users: readonly (Omit<User, 'teamId' | 'realName'> & { readonly realName?: string })[];
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
    readonly private?: boolean;
    readonly sharedOutside?: boolean;
  }[];
}

const strangersTeam = 'T0FOREIGN';

export const createWorkspace = (app: App, teamId: string, inhabitants: Inhabitants, now: () => number): Workspace => {
  let used = 0;
  const next = () => {
    used += 1;
    return used;
  };
  const users = inhabitants.users.map(
    (user): User => ({
      realName: user.name,
      ...user,
      teamId: user.role === 'stranger' ? strangersTeam : teamId,
    }),
  );
  const bot: User = { id: app.botUser, teamId, name: 'lifeboat', realName: 'Lifeboat', role: 'bot' };
  const channels = inhabitants.channels.map(
    (channel): Channel => ({
      id: channel.id,
      name: channel.name,
      kind: channel.private ? 'private' : 'public',
      members: new Set(channel.members),
      sharedOutside: channel.sharedOutside ?? false,
      archived: false,
    }),
  );
  return {
    teamId,
    app,
    users: new Map([...users, bot].map((user) => [user.id, user])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    messages: [],
    views: new Map(),
    homes: new Map(),
    now,
    id: (prefix) => `${prefix}${String(next()).padStart(8, '0')}`,
    ts: () => `${Math.floor(now() / 1000)}.${String(next()).padStart(6, '0')}`,
  };
};

/** The conversation of one person with the app's bot. */
export const directChannel = (workspace: Workspace, user: string): Channel => {
  const { channels, app } = workspace;
  const isTheirs = ({ kind, members }: Channel) => kind === 'im' && members.has(user) && members.has(app.botUser);
  const standing = [...channels.values()].find(isTheirs);
  if (standing) return standing;
  const opened: Channel = {
    id: workspace.id('D'),
    name: 'directmessage',
    kind: 'im',
    members: new Set([user, app.botUser]),
    sharedOutside: false,
    archived: false,
  };
  channels.set(opened.id, opened);
  return opened;
};

/** What a person sees in a channel, oldest first. */
export const seenBy = (workspace: Workspace, user: string, channel: string): readonly Message[] =>
  workspace.channels.get(channel)?.members.has(user)
    ? workspace.messages.filter((each) => each.channel === channel && (each.onlyFor ?? user) === user)
    : [];
