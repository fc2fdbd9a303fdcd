import type { Redis } from 'ioredis';
import { expect, it, vi } from 'vitest';
import { openOne } from '../../contract/sample-change.ts';
import { describeOnEachRedis } from '../../redis-servers.ts';
import { approvalsOn, openStore } from './stores.ts';

describeOnEachRedis('Expiry', (connect) => {
  it("is told by one of two workers also when the other marks it between the first one's two questions", async () => {
    const [store, otherStore] = [await openStore(await connect()), await openStore(await connect())];
    const [approvals, other] = [approvalsOn(store), approvalsOn(otherStore)];
    // From now on the server knows the scripts.
    await approvals.expire();
    const { id } = await openOne(approvals, { lifetimeSeconds: 0.05 });
    await expect.poll(() => approvals.read(id), { timeout: 10_000 }).toMatchObject({ state: { kind: 'expired' } });
    const toldByOther = vi.fn();
    afterNextScript(store.connection.redis, async () => toldByOther(await other.expire()));

    const told = await approvals.expire();

    expect(toldByOther).toHaveBeenCalledExactlyOnceWith([expect.objectContaining({ id })]);
    expect(told).toEqual([]);
  });
});

function afterNextScript(redis: Redis, meanwhile: () => Promise<void>): void {
  const run = redis.evalsha.bind(redis);
  vi.spyOn(redis, 'evalsha').mockImplementationOnce(async (...given) => {
    const answer = await run(...given);
    await meanwhile();
    return answer;
  });
}
