import { describe, expect, it } from 'vitest';
import type { EstateReader, Vm } from '../../src/ports/azure/estate.ts';

interface EstateUnderTest {
  readonly estate: EstateReader;
  readonly subscription: string;
}

/** What every `EstateReader` does with a subscription that holds at least one machine. It only reads. */
export function describeEstate(name: string, open: () => Promise<EstateUnderTest>): void {
  const firstVm = async (estate: EstateReader): Promise<Vm> => {
    const { value } = await estate.vms('shared');
    return value[0] ?? expect.fail('There is no machine to read.');
  };

  describe(name, () => {
    it('lists the machines, each once, and misses nothing', async () => {
      const { estate } = await open();

      const { value, missing } = await estate.vms('fresh');

      expect(missing).toEqual([]);
      expect(value.length).toBeGreaterThan(0);
      expect(new Set(value.map(({ id }) => id.toLowerCase())).size).toBe(value.length);
    });

    it('shows one machine as the list does, whatever the letter case of its id', async () => {
      const { estate } = await open();
      const listed = await firstVm(estate);

      const { value } = await estate.vm(listed.id.toLowerCase());

      expect([value.name, value.region, value.size, value.os]).toEqual([
        listed.name,
        listed.region,
        listed.size,
        listed.os,
      ]);
      expect(value.disks.map(({ name }) => name)).toEqual(listed.disks.map(({ name }) => name));
    });

    it('tells whether a machine runs, and when it was said', async () => {
      const { estate } = await open();
      const { id } = await firstVm(estate);

      const { value, readAt } = await estate.vmState(id);

      expect(['running', 'stopped', 'deallocated', 'other']).toContain(value.power);
      expect(Math.abs(Date.now() - readAt.getTime())).toBeLessThan(60_000);
    });

    it('shows each managed disk of a machine, in the region of the machine', async () => {
      const { estate } = await open();
      const { region, disks } = await firstVm(estate);

      const read = await Promise.all(disks.flatMap(({ id }) => (id === undefined ? [] : [estate.disk(id)])));

      expect(read.length).toBeGreaterThan(0);
      for (const { value } of read) expect([value.region, value.sizeGb > 0]).toEqual([region, true]);
    });

    it('refuses a machine that is not there in words', async () => {
      const { estate } = await open();
      const { id } = await firstVm(estate);

      await expect(estate.vm(`${id}-not-there`)).rejects.toMatchObject({
        name: 'AzureRefused',
        problem: { status: 404, code: expect.any(String), message: expect.any(String) },
      });
    });

    it('knows the region of every machine, and pairs that exist', async () => {
      const { estate, subscription } = await open();
      const { region } = await firstVm(estate);

      const { value } = await estate.regions(subscription);

      const names = value.map((each) => each.name);
      expect(names).toContain(region);
      expect(names).toEqual(expect.arrayContaining(value.flatMap(({ pairedWith }) => pairedWith ?? [])));
    });

    it('tells quotas and offers where a machine runs', async () => {
      const { estate, subscription } = await open();
      const { region, size } = await firstVm(estate);

      const quotas = await estate.quotas(subscription, region);
      const sizes = await estate.sizes(subscription, region);

      expect(quotas.value.find(({ family }) => family === 'cores')?.limit).toBeGreaterThan(0);
      expect(sizes.value.find((offer) => offer.size === size)?.cores).toBeGreaterThan(0);
    });

    it('lists networks with their subnets, and storage accounts that can be read one by one', async () => {
      const { estate, subscription } = await open();

      const networks = await estate.networks(subscription);
      const accounts = await estate.storageAccounts(subscription);
      const read = await Promise.all(accounts.value.slice(0, 3).map(({ id }) => estate.storageAccount(id)));

      expect([networks.missing, accounts.missing]).toEqual([[], []]);
      expect(networks.value.flatMap(({ subnets }) => subnets).every(({ prefix }) => prefix !== '')).toBe(true);
      expect(read.map(({ value }) => value.sku)).toEqual(accounts.value.slice(0, 3).map(({ sku }) => sku));
    });
  });
}
