import { expect, onTestFinished, test } from 'vitest';
import { RedisCopyRecords } from '../../adapters/redis/copy-records.ts';
import {
  createRestorePoint,
  createRestorePointCollection,
} from '../../rehearsal/azure/services/compute/provision-points.ts';
import { computeState } from '../../rehearsal/azure/services/compute/state.ts';
import type { BegunCopy } from '../../src/ports/copy-records.ts';
import { followCopy } from '../../src/protection/copies/follow.ts';
import { nextLookSeconds } from '../../src/protection/copies/standing.ts';
import { type AzureWorld, startAzureWorld } from '../adapters/azure/azure-world.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnRedis } from '../redis-servers.ts';

const count = 1000;
/** Long enough for a second round, and for the third of some. */
const followedSeconds = 1260;

/** So many copies that began together and take a day. */
const copiesIn = ({ azure, id }: AzureWorld): readonly BegunCopy[] => {
  const { world } = azure;
  const [near, far] = ['near', 'far'].map((name) => id('app', `Microsoft.Compute/restorePointCollections/${name}`));
  createRestorePointCollection(world, {
    id: near ?? '',
    location: 'eastus',
    sourceId: id('app', 'Microsoft.Compute/virtualMachines/web-01'),
  });
  createRestorePointCollection(world, { id: far ?? '', location: 'westus', sourceId: near ?? '' });
  const copies = Array.from({ length: count }, (_, at): BegunCopy => {
    const [source, copy] = [`${near}/restorePoints/p${at}`, `${far}/restorePoints/p${at}`];
    createRestorePoint(world, { id: source });
    createRestorePoint(world, { id: copy, copyOf: source });
    return {
      copyId: copy.toLowerCase(),
      kind: 'restore-point',
      name: `p${at}`,
      sourceId: source.toLowerCase(),
      region: 'westus',
      place: (far ?? '').toLowerCase(),
      begunAt: new Date(world.clock.now()),
      operation: 'DR-1001',
    };
  });
  for (const copy of world.state(computeState).copies.values()) Object.assign(copy, { seconds: 86_400 });
  return copies;
};

describeOnRedis('A thousand copies at once', (connect) => {
  test('are followed within the quota for reads, and a command in between is answered at once', async () => {
    const world = await startAzureWorld({ limits: 'azure' });
    onTestFinished(() => world.close());
    const { clock } = world.azure;
    const waited: number[] = [];
    const timing = { now: () => new Date(clock.now()), sleep: async (ms: number) => void waited.push(ms) };
    const { readers, inBackground } = world.connect({ principal: 'worker', timing });
    const kept = { copies: new RedisCopyRecords(await openStore(await connect())) };
    const copies = copiesIn(world);
    const [begin, looks, gaps] = [clock.now(), new Map<string, number>(), new Set<number>()];
    // As the operations that began them come round: some twenty in a second.
    const due = copies.map((copy, at) => ({ copy, at: begin + at * 50 }));
    world.forget();

    for (;;) {
      const soonest = Math.min(...due.map(({ at }) => at));
      if (soonest > begin + followedSeconds * 1000) break;
      clock.advance(Math.max(0, (soonest - clock.now()) / 1000));
      // What comes due within a second goes side by side, as in a worker.
      const now = due.filter(({ at }) => at < soonest + 1000);
      await Promise.all(
        now.map(async (each) => {
          const standing = await inBackground(() => followCopy(each.copy, readers, kept));
          looks.set(each.copy.copyId, (looks.get(each.copy.copyId) ?? 0) + 1);
          const seconds = nextLookSeconds(standing);
          gaps.add(seconds);
          each.at = clock.now() + seconds * 1000;
        }),
      );
    }
    const before = waited.length;
    await readers.copies.restorePoint(copies[0]?.copyId ?? '');

    const lines = world.azure.log.lines();
    expect(lines.filter(({ status }) => status === 429)).toEqual([]);
    expect(looks.size).toBe(count);
    // At most seven in an hour, each of them one request.
    expect(Math.max(...looks.values())).toBeLessThanOrEqual(Math.ceil((7 * followedSeconds) / 3600));
    expect(Math.min(...gaps) * 7).toBeGreaterThan(3600);
    // Each at its own time, so that they do not come round together again and again.
    expect(gaps.size).toBeGreaterThan(20);
    expect(lines).toHaveLength([...looks.values()].reduce((sum, each) => sum + each, 0) + 2);
    expect(waited).toHaveLength(before);
  }, 240_000);
});
