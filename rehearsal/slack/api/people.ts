import { directChannel } from '../world/workspace.ts';
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
      if (!user) return { error: 'user_not_found' };
      const { id, teamId, name, realName, role } = user;
      return {
        user: {
          id,
          team_id: teamId,
          name,
          real_name: realName,
          deleted: false,
          is_restricted: role === 'guest',
          is_ultra_restricted: false,
          is_stranger: role === 'stranger',
          is_bot: role === 'bot',
        },
      };
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
      const from = Number(text(args, 'cursor') || 0);
      const to = from + Math.min(1000, Number(args.limit ?? 100));
      const members = [...channel.members];
      return {
        members: members.slice(from, to),
        response_metadata: { next_cursor: to < members.length ? String(to) : '' },
      };
    },
  },
  'apps.connections.open': {
    app: true,
    run: (_args, { socketAddress }) => ({ url: socketAddress() }),
  },
};

/** Private channels and direct conversations have scopes of their own; public ones and private ones both begin with C. */
const readScope = (channel: string): string => (channel.startsWith('D') ? 'im:read' : 'channels:read');
