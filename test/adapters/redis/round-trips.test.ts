import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { journalStart, openOne, voice } from '../../contract/sample-change.ts';
import { describeOnEachRedis } from '../../redis-servers.ts';
import { approvalsOn, auditOn, journalOn, openStore } from './stores.ts';

describeOnEachRedis('Round trips to Redis', (connect) => {
  describe('when the scripts are known', () => {
    it('are at most six in the decision that completes a request, its audit included', async () => {
      const { approvals, audit, count, warmUp } = await prepare();
      const { id } = await warmUp();

      const trips = await count(async () => {
        const seen = await approvals.read(id);
        if (!seen) throw new Error(`There is no ${id}.`);
        const voted = await approvals.update(seen, { approvals: [{ ...voice('ben'), at: 0 }] });
        if (voted.kind === 'updated') await approvals.start(voted.request, journalStart(id, ['/vm/1', '/vm/2']));
        await audit.append({ kind: 'decision', what: `approve ${id}`, about: id });
      });

      expect((await approvals.read(id))?.state.kind).toBe('started');
      expect(trips).toBeLessThanOrEqual(4);
    });

    it('are at most three in everything that only reads', async () => {
      const { approvals, journal, audit, count, warmUp } = await prepare();
      const { id } = await warmUp();

      expect(await count(() => approvals.read(id))).toBe(1);
      expect(await count(() => approvals.waiting())).toBe(1);
      expect(await count(() => journal.read(id))).toBe(1);
      expect(await count(() => journal.recent(10))).toBe(1);
      expect(await count(() => journal.due(10))).toBeLessThanOrEqual(2);
      expect(await count(() => audit.find({ most: 10 }))).toBe(1);
    });
  });

  const prepare = async () => {
    const store = await openStore(await connect());
    const [approvals, journal, audit] = [approvalsOn(store), journalOn(store), auditOn(store)];
    const warmUp = async () => {
      await audit.append({ kind: 'command', what: 'status' });
      await journal.create({ ...journalStart('OP-1'), wakeInMs: 0 });
      await approvals.waiting();
      await journal.due(10);
      return openOne(approvals);
    };
    const count = (work: () => Promise<unknown>) => countTrips(store.connection.redis, work);
    return { approvals, journal, audit, count, warmUp };
  };
});

/** A pipeline is one trip, however much is in it: its commands share the buffer that they are written to. */
async function countTrips(redis: Redis, work: () => Promise<unknown>): Promise<number> {
  const send = redis.sendCommand.bind(redis);
  const pipelines = new Set<unknown>();
  let alone = 0;
  redis.sendCommand = (command, buffer) => {
    if (buffer) pipelines.add(buffer);
    else alone += 1;
    return send(command, buffer);
  };
  try {
    await work();
  } finally {
    redis.sendCommand = send;
  }
  return alone + pipelines.size;
}
