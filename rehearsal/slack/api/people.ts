import type { Json } from '../world/shapes.ts';
import { directChannel, type User } from '../world/workspace.ts';
import { type Method, text } from './method.ts';

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    run: (_args, { workspace: { app, teamId } }) => ({
      url: 'https://contoso.example.com/',
      team: 'Contoso',
      user: 'lifeboat',
      team_id: teamId,
      user_id: app.botUser,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  },
  'users.info': {
    scope: 'users:read',
    run: (args, { workspace }) => {
      const user = workspace.users.get(text(args, 'user'));
      return user ? { user: shown(user) } : { error: 'user_not_found' };
    },
  },
  // Of strangers it lists none: they belong to another workspace.
  'users.list': {
    scope: 'users:read',
    run: (args, { workspace }) => {
      const own = [...workspace.users.values()].filter(({ role }) => role !== 'stranger').map(shown);
      const { part, next } = pageOf(own, args, 1000);
      return { members: part, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.open': {
    scope: 'im:write',
    run: (args, { workspace }) => {
      const user = workspace.users.get(text(args, 'users'));
      if (!user) return { error: 'user_not_found' };
      if (user.role === 'bot') return { error: 'cannot_dm_bot' };
      return { channel: { id: directChannel(workspace, user.id).id } };
    },
  },
  'conversations.info': {
    scope: (args) => readScope(text(args, 'channel')),
    run: (args, { workspace }) => {
      const channel = workspace.channels.get(text(args, 'channel'));
      const { app } = workspace;
      if (!channel) return { error: 'channel_not_found' };
      if (channel.kind !== 'public' && !channel.members.has(app.botUser)) return { error: 'channel_not_found' };
      const { id, name, kind, archived, sharedOutside, members } = channel;
      return {
        channel: {
          id,
          name,
          is_im: kind === 'im',
          is_private: kind !== 'public',
          is_archived: archived,
          is_member: members.has(app.botUser),
          is_shared: sharedOutside,
          is_ext_shared: sharedOutside,
          is_pending_ext_shared: false,
          is_org_shared: false,
          num_members: members.size,
        },
      };
    },
  },
  'conversations.members': {
    scope: (args) => readScope(text(args, 'channel')),
    run: (args, { workspace }) => {
      const channel = workspace.channels.get(text(args, 'channel'));
      if (!channel) return { error: 'channel_not_found' };
      const { part, next } = pageOf([...channel.members], args, 100);
      return { members: part, response_metadata: { next_cursor: next } };
    },
  },
  'apps.connections.open': {
    app: true,
    run: (_args, { socketAddress }) => ({ url: socketAddress() }),
  },
};

/** Private channels and direct conversations have scopes of their own; public ones and private ones both begin with C. */
const readScope = (channel: string): string => (channel.startsWith('D') ? 'im:read' : 'channels:read');

const shown = ({ id, teamId, name, realName, role }: User) => ({
  id,
  team_id: teamId,
  name,
  real_name: realName,
  deleted: false,
  is_restricted: role === 'guest',
  is_ultra_restricted: false,
  is_stranger: role === 'stranger',
  is_bot: role === 'bot',
});

/** So many at a time as are asked for, and where the rest begins; '' at the end. */
const pageOf = <One>(all: readonly One[], args: Json, usual: number) => {
  const from = Number(text(args, 'cursor') || 0);
  const to = from + Math.min(1000, Number(args.limit ?? usual));
  return { part: all.slice(from, to), next: to < all.length ? String(to) : '' };
};
