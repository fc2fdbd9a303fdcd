import { describe, expect, it } from 'vitest';
import type { BegunCopy, CopyLook, CopyRecords } from '../../src/ports/copy-records.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 20, 2, minutes));

const begun = (name: string, changes: Partial<BegunCopy> = {}): BegunCopy => ({
  copyId: `/west/restorepoints/${name}`,
  kind: 'restore-point',
  name,
  sourceId: `/east/restorepoints/${name}`,
  region: 'westus',
  place: '/west',
  vmId: '/vms/pay-db-01',
  begunAt: at(0),
  operation: 'DR-1001',
  ...changes,
});

const look = (minutes: number, ...percents: readonly (number | undefined)[]): CopyLook => ({
  at: at(minutes),
  disks: percents.map((percent, index) => ({
    name: `disk-${index}`,
    ...(percent !== undefined && { percent }),
  })),
});

/** What every `CopyRecords` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeCopyRecords(name: string, make: () => Promise<CopyRecords>): void {
  describe(name, () => {
    it('keeps a copy from its beginning to its end, for every replica', async () => {
      const [one, other] = [await make(), await make()];
      const copy = begun('monday');
      await one.begin(copy);
      await one.look(copy.copyId, look(10, 0, 5));
      await one.look(copy.copyId, look(20, 40, 62));
      await other.end(copy.copyId, { outcome: 'failed', at: at(30) });

      expect(await other.read(copy.copyId)).toEqual({
        ...copy,
        looks: [look(10, 0, 5), look(20, 40, 62)],
        lookedAt: at(20),
        ended: { outcome: 'failed', at: at(30) },
      });
    });

    it('keeps of its looks those with something new, and when the last one was', async () => {
      const records = await make();
      const { copyId } = begun('monday');
      await records.begin(begun('monday'));

      for (const each of [look(10, 0), look(20, 0), look(30, 50), look(40, 50)]) await records.look(copyId, each);

      expect(await records.read(copyId)).toMatchObject({ looks: [look(10, 0), look(30, 50)], lookedAt: at(40) });
    });

    it('does not begin again what it knows', async () => {
      const records = await make();
      await records.begin(begun('monday'));
      await records.begin(begun('monday', { begunAt: at(50), operation: 'DR-1002' }));

      expect(await records.read(begun('monday').copyId)).toMatchObject({ begunAt: at(0), operation: 'DR-1001' });
    });

    it('finds copies by machine, newest first, and those that have not ended', async () => {
      const records = await make();
      await records.begin(begun('monday'));
      await records.begin(begun('tuesday', { begunAt: at(20) }));
      await records.begin(begun('other', { vmId: '/vms/web' }));
      await records.end(begun('monday').copyId, { outcome: 'arrived', at: at(30) });

      expect((await records.ofMachine('/vms/pay-db-01')).map((each) => each.name)).toEqual(['tuesday', 'monday']);
      expect((await records.unfinished()).map((each) => each.name)).toEqual(['other', 'tuesday']);
      expect(await records.ofMachine('/vms/none')).toEqual([]);
    });

    it('keeps an end until it was told, for two days at most', async () => {
      const [one, other] = [await make(), await make()];
      const ends = { saturday: -3 * 24 * 60, monday: 30, tuesday: 40 };
      for (const [name, minutes] of Object.entries(ends)) {
        await one.begin(begun(name));
        await one.end(begun(name).copyId, { outcome: 'arrived', at: at(minutes) });
      }

      expect((await other.untold()).map((each) => each.name)).toEqual(['monday', 'tuesday']);
      await other.told(begun('monday').copyId);
      expect((await one.untold()).map((each) => each.name)).toEqual(['tuesday']);
      expect(await one.unfinished()).toEqual([]);
    });

    it('knows when a place was listed before, for every replica', async () => {
      const [one, other] = [await make(), await make()];

      expect(await one.listed('/west', at(0))).toBeUndefined();
      expect(await other.listed('/west', at(10))).toEqual(at(0));
      expect(await one.listed('/west', at(20))).toEqual(at(10));
      expect(await one.listed('/east', at(20))).toBeUndefined();
    });

    it('counts into a place only what this bot began, and since when', async () => {
      const records = await make();
      await records.begin(begun('early'));
      await records.begin(begun('late', { begunAt: at(30) }));
      const { operation: _, ...elsewhere } = begun('elsewhere', { begunAt: at(40) });
      await records.begin(elsewhere);

      expect((await records.begunInto('/west', at(10))).map((each) => each.name)).toEqual(['late']);
      expect(await records.begunInto('/other', at(0))).toEqual([]);
    });

    it('keeps nothing of what was never begun', async () => {
      const records = await make();
      await records.look('/none', look(10, 5));
      await records.end('/none', { outcome: 'gone', at: at(20) });

      expect(await records.read('/none')).toBeUndefined();
    });
  });
}
