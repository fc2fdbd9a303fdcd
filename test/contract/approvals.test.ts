import { approvalsOn, journalOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeApprovals } from './approvals.ts';

describeOnEachRedis('Redis', (connect) => {
  describeApprovals('Approvals', async () => {
    const store = await openStore(await connect());
    return { approvals: approvalsOn(store), journal: journalOn(store) };
  });
});
