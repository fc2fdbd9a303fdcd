import { describe, expect, it } from 'vitest';
import type { Subscription, Subscriptions } from '../../src/ports/subscriptions.ts';
import { channel } from './sample-change.ts';

const wanted = (about: string, where = 'C1'): Omit<Subscription, 'id'> => ({
  channel: channel(where),
  about,
  title: about,
  events: ['progress', 'completed'],
  everyPercent: 10,
  by: 'anna',
});

/** What every `Subscriptions` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeSubscriptions(name: string, make: () => Promise<Subscriptions>): void {
  describe(name, () => {
    it('finds what was added by its channel and by its subject, oldest first', async () => {
      const [one, other] = [await make(), await make()];
      const first = await one.add(wanted('vm:/a', 'C1'));
      const second = await one.add(wanted('vm:/b', 'C2'));
      const third = await one.add(wanted('vm:/b', 'C1'));

      expect(await other.of(channel('C1'))).toEqual([first, third]);
      expect(await other.about(['vm:/b'])).toEqual([second, third]);
      expect(await other.about(['vm:/b', 'vm:/a', 'vm:/c'])).toEqual([first, second, third]);
      expect(await other.about([])).toEqual([]);
      expect(first).toEqual({ ...wanted('vm:/a'), id: first.id });
      expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    });

    it('knows a channel by its place, not by who is in it today', async () => {
      const subscriptions = await make();
      const added = await subscriptions.add(wanted('vm:/a'));

      expect(await subscriptions.of({ ...channel('C1'), sharedOutside: true })).toEqual([added]);
      expect(await subscriptions.of({ ...channel('C1'), tenant: 'T2' })).toEqual([]);
      expect(await subscriptions.of({ ...channel('C1'), platform: 'teams' })).toEqual([]);
    });

    it('removes once, from everywhere', async () => {
      const replicas = [await make(), await make(), await make()];
      const [subscriptions] = replicas as [Subscriptions];
      const { id } = await subscriptions.add(wanted('vm:/a'));

      const removed = await Promise.all(replicas.map((each) => each.remove(id)));

      expect(removed.filter((done) => done)).toHaveLength(1);
      expect(await subscriptions.of(channel('C1'))).toEqual([]);
      expect(await subscriptions.about(['vm:/a'])).toEqual([]);
      expect(await subscriptions.remove('W-999')).toBe(false);
    });

    it('tells all that there are, whoever asked for them', async () => {
      const subscriptions = await make();
      const [first, second] = [
        await subscriptions.add(wanted('vm:/a')),
        await subscriptions.add(wanted('vm:/b', 'C2')),
      ];
      await subscriptions.remove((await subscriptions.add(wanted('vm:/c'))).id);

      expect(await subscriptions.all()).toEqual([first, second]);
    });
  });
}
