import { describe, expect, it } from 'vitest';
import type { CopiesReader } from '../../src/ports/azure/copies.ts';

/** What every `CopiesReader` does. It only reads, and goes as far as there are copies. */
export function describeCopies(name: string, open: () => Promise<CopiesReader>): void {
  describe(name, () => {
    it('lists the collections, each of a machine or of another collection', async () => {
      const copies = await open();

      const { value, missing } = await copies.collections('fresh');

      expect(missing).toEqual([]);
      for (const { vmId, sourceCollectionId } of value) {
        expect([vmId, sourceCollectionId].filter((source) => source !== undefined).length).toBeLessThanOrEqual(1);
      }
    });

    it('shows each point of a collection as its list does, and how far a copy is', async () => {
      const copies = await open();
      const collections = (await copies.collections('shared')).value.slice(0, 3);
      const listed = await Promise.all(collections.map(({ id }) => copies.restorePoints(id)));
      const points = listed.flatMap(({ value }) => value).slice(0, 3);

      const read = await Promise.all(points.map(({ id }) => copies.restorePoint(id)));

      const same = (all: readonly { id: string; region: string }[]) =>
        all.map(({ id, region }) => [id.toLowerCase(), region]);
      expect(same(read.map(({ value }) => value))).toEqual(same(points));
      for (const { percent } of read.flatMap(({ value }) => value.disks)) {
        expect((percent ?? 0) >= 0 && (percent ?? 0) <= 100).toBe(true);
      }
    });

    it('lists the snapshots, and shows each as the list does', async () => {
      const copies = await open();

      const { value, missing } = await copies.snapshots('fresh');
      const read = await Promise.all(value.slice(0, 3).map(({ id }) => copies.snapshot(id)));

      expect(missing).toEqual([]);
      expect(read.map((each) => [each.value.name, each.value.region])).toEqual(
        value.slice(0, 3).map((each) => [each.name, each.region]),
      );
    });
  });
}
