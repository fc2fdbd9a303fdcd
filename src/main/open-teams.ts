import { RedisConversations } from '../../adapters/redis/conversations.ts';
import type { TeamsEnvironment } from '../configuration/teams.ts';
import { listedChannel } from '../policy/channels.ts';
import type { ChannelRef, ChatPort } from '../ports/chat.ts';
import { conversationLost } from '../views/conversation-lost.ts';
import type { Core } from './open-core.ts';

/** Microsoft's packages are loaded only where Teams is configured. */
export const openTeams = async (teams: TeamsEnvironment, core: Core): Promise<ChatPort> => {
  const { TeamsChat } = await import('../../adapters/teams/teams-chat.ts');
  return new TeamsChat({
    identity: teams,
    serviceHosts: teams.serviceHosts,
    listen: teams,
    conversations: new RedisConversations(core.store.connection),
    targetedMessages: teams.targetedMessages,
    lost: (channel) => void reportLost(channel, core),
    report: (error) => core.log.warn({ platform: 'teams', err: error }, 'something in Teams went wrong'),
  });
};

/** Nobody misses a channel that stays quiet: so somebody is told. */
const reportLost = async (channel: ChannelRef, { log, planner, speaker }: Core): Promise<void> => {
  log.warn({ platform: channel.platform, channel: channel.id }, 'the bot was taken out of a conversation');
  const listed = listedChannel(channel, planner.policy());
  if (listed) await speaker.announce('fallback', conversationLost(listed));
};
