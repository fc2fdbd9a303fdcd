import { describe, expect, it, onTestFinished } from 'vitest';
import type { Schedule, Schedules } from '../../src/ports/schedules.ts';
import { channel } from './sample-change.ts';

const anna = { person: 'anna', name: 'Anna', account: 'slack T1/U1' };

const nightly = (id: string, changes: Partial<Schedule> = {}): Schedule => ({
  id,
  target: { kind: 'vm', name: 'pay-db-01', where: 'rg-payments', resources: ['/vms/pay-db-01'] },
  everySeconds: 14_400,
  keep: 12,
  copyTo: ['westus'],
  consistency: 'application',
  addedBy: anna,
  approvers: [],
  channel: channel('C1'),
  ...changes,
});

/** What every `Schedules` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeSchedules(name: string, make: () => Promise<Schedules>): void {
  describe(name, () => {
    it('keeps what was added, once, for every replica', async () => {
      const [one, other] = [await make(), await make()];
      await one.add(nightly('DR-1010'));
      await one.add(nightly('DR-1009'));
      await one.add(nightly('DR-1009', { keep: 99 }));

      expect(await other.list()).toEqual([nightly('DR-1009'), nightly('DR-1010')]);
      expect(await other.read('DR-1010')).toEqual(nightly('DR-1010'));
      expect(await other.read('DR-1')).toBeUndefined();
    });

    it('removes once', async () => {
      const schedules = await make();
      await schedules.add(nightly('DR-1009'));

      expect(await schedules.remove('DR-1009')).toBe(true);
      expect(await schedules.remove('DR-1009')).toBe(false);
      expect(await schedules.list()).toEqual([]);
    });

    it('runs each in one of all that have started, again and again, until it is removed', async () => {
      const replicas = [await make(), await make()];
      const runs: string[] = [];
      const heard = new Map<number, () => void>();
      const ran = (count: number) => new Promise<void>((resolve) => heard.set(count, resolve));
      for (const each of replicas) {
        onTestFinished(() => each.stop());
        await each.start(async ({ id }) => {
          runs.push(id);
          heard.get(runs.length)?.();
        });
      }
      const third = ran(3);

      await replicas[0]?.add(nightly('DR-1009', { everySeconds: 0.2 }));
      await third;
      await replicas[0]?.remove('DR-1009');

      expect(new Set(runs)).toEqual(new Set(['DR-1009']));
      expect(await replicas[1]?.list()).toEqual([]);
    });
  });
}
