import { RedisConversations } from '../../adapters/redis/conversations.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeConversations } from './conversations.ts';

describeOnEachRedis('Redis', (connect) => {
  describeConversations('Conversations', async () => new RedisConversations(await connect()));
});
