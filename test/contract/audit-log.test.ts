import { approvalsOn, auditOn, openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeAuditLog } from './audit-log.ts';
import { newRequest } from './sample-change.ts';

describeOnEachRedis('Redis', (connect) => {
  describeAuditLog('AuditLog', {
    make: async (now) => auditOn(await openStore(await connect()), now),
    note: async (what) => {
      const notes = what.map((each) => ({ id: each, event: { kind: 'decision', what: each } as const }));
      await approvalsOn(await openStore(await connect())).open(newRequest(), 5, { notesOf: () => notes });
      return notes;
    },
  });
});
