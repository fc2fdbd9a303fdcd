import { describe, expect, it } from 'vitest';
import type { PlacesReader } from '../../src/ports/azure/places.ts';

/** What every `PlacesReader` does with a subscription that holds at least one vault. It only reads. */
export function describePlaces(name: string, open: () => Promise<PlacesReader>): void {
  const groupOf = (id: string) => id.replace(/\/providers\/.*$/u, '');

  describe(name, () => {
    it('lists the vaults, and shows each as the list does', async () => {
      const places = await open();

      const { value, missing } = await places.vaults('fresh');
      const read = await Promise.all(value.slice(0, 3).map(({ id }) => places.vault(id)));

      expect(missing).toEqual([]);
      expect(value.length).toBeGreaterThan(0);
      expect(read.map((each) => each.value)).toEqual(value.slice(0, 3));
    });

    it('shows the group of a vault', async () => {
      const places = await open();
      const [vault] = (await places.vaults('shared')).value;

      const { value } = await places.resourceGroup(groupOf(vault?.id ?? ''));

      expect(value?.id.toLowerCase()).toBe(groupOf(vault?.id ?? '').toLowerCase());
    });

    it('says of a group that is not there that there is none', async () => {
      const places = await open();
      const [vault] = (await places.vaults('shared')).value;

      const { value } = await places.resourceGroup(`${groupOf(vault?.id ?? '')}-not-there`);

      expect(value).toBeUndefined();
    });

    it('refuses a vault that is not there in words', async () => {
      const places = await open();
      const [vault] = (await places.vaults('shared')).value;

      await expect(places.vault(`${vault?.id}-not-there`)).rejects.toMatchObject({
        name: 'AzureRefused',
        problem: { status: 404 },
      });
    });
  });
}
