import { journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeJournal } from './journal.ts';

describeOnEachRedis('Redis', (connect) => {
  describeJournal('Journal', async () => journalOn(await openStore(await connect())));
});
