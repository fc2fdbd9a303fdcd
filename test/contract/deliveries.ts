import { describe, expect, it } from 'vitest';
import type { Deliveries, Delivery, News } from '../../src/ports/deliveries.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { channel, ended, journalStart, progressed } from './sample-change.ts';

interface TellingReplica {
  readonly deliveries: Deliveries & News;
  readonly journal: Journal;
  /** Ids of operations of which something is to be told now. */
  readonly due: () => Promise<readonly string[]>;
}

const delivery = (where: string, shown = 1): Delivery => ({
  channel: channel(where),
  shown,
  shownAt: 5,
});

/** What every `Deliveries` and `News` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeDeliveries(name: string, make: () => Promise<TellingReplica>): void {
  describe(name, () => {
    it('remembers what was told in each channel, for every replica', async () => {
      const [one, other] = [await make(), await make()];
      await one.deliveries.keep('operation:DR-1', delivery('C1'));
      await one.deliveries.keep('operation:DR-1', delivery('C2'));
      await one.deliveries.keep('operation:DR-2', delivery('C1'));

      await other.deliveries.keep('operation:DR-1', { ...delivery('C1', 2), troubledSince: 7 });

      const kept = await one.deliveries.of('operation:DR-1');
      expect(kept).toHaveLength(2);
      expect(kept).toEqual(expect.arrayContaining([{ ...delivery('C1', 2), troubledSince: 7 }, delivery('C2')]));
    });

    it('lets one process tell a milestone in a channel, and nobody again once it was told', async () => {
      const replicas = [await make(), await make(), await make()];
      const claims = () => Promise.all(replicas.map((each) => each.deliveries.claim('job:1', channel('C1'), 'end')));

      expect((await claims()).toSorted()).toEqual(['held', 'held', 'mine']);
      expect(await claims()).toEqual(['held', 'held', 'held']);
      await replicas[0]?.deliveries.release('job:1', channel('C1'), 'end');
      expect((await claims()).toSorted()).toEqual(['held', 'held', 'mine']);
      await replicas[0]?.deliveries.told('job:1', channel('C1'), 'end');

      expect(await claims()).toEqual(['told', 'told', 'told']);
      expect(await replicas[0]?.deliveries.claim('job:1', channel('C2'), 'end')).toBe('mine');
    });

    it('calls everything that an operation writes down news, until it is told', async () => {
      const { deliveries, journal, due } = await make();
      await journal.create(journalStart('DR-1001'));
      expect(await due()).toEqual(['news:DR-1001']);

      await deliveries.settle('DR-1001', 1);
      expect(await due()).toEqual([]);

      await journal.append('DR-1001', 1, [], 4_000_000_000_000);
      expect(await due()).toEqual([]);

      await journal.append('DR-1001', 1, [ended], null);
      expect(await due()).toEqual(['news:DR-1001']);
    });

    it('does not forget what was written while the news before was told', async () => {
      const { deliveries, journal, due } = await make();
      await journal.create(journalStart('DR-1001'));
      await journal.append('DR-1001', 1, [progressed('a')], 4_000_000_000_000);

      await deliveries.settle('DR-1001', 1);

      expect(await due()).toEqual(['news:DR-1001']);
    });

    it('tells again later what could not be told now', async () => {
      const { deliveries, journal, due } = await make();
      await journal.create(journalStart('DR-1001'));

      await deliveries.settle('DR-1001', 1, 30);
      expect(await due()).toEqual([]);

      await expect.poll(due, { timeout: 5000, interval: 20 }).toEqual(['news:DR-1001']);
    });
  });
}
