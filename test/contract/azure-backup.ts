import { describe, expect, it } from 'vitest';
import type { BackupItem, BackupReader } from '../../src/ports/azure/backup.ts';

const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);

/** What every `BackupReader` does with a subscription in which at least one machine is backed up. It only reads. */
export function describeBackup(name: string, open: () => Promise<BackupReader>): void {
  const firstItem = async (backup: BackupReader): Promise<BackupItem> => {
    const { value } = await backup.items('shared');
    return value[0] ?? expect.fail('No machine is backed up.');
  };

  describe(name, () => {
    it('lists what is backed up, each once, and misses nothing', async () => {
      const { value, missing } = await (await open()).items('fresh');

      expect(missing).toEqual([]);
      expect(value.length).toBeGreaterThan(0);
      expect(new Set(value.map(({ id }) => id.toLowerCase())).size).toBe(value.length);
    });

    it('finds the items of machines by the ids of these', async () => {
      const backup = await open();
      const { vmId } = await firstItem(backup);

      const { value } = await backup.items('fresh', [vmId]);

      expect(value.map((item) => item.vmId.toLowerCase())).toContain(vmId.toLowerCase());
    });

    it('lists the points of an item, the newest first', async () => {
      const backup = await open();

      const { value } = await backup.points((await firstItem(backup)).id);

      const times = value.map(({ at }) => at.getTime());
      expect(times).toEqual(times.toSorted((one, other) => other - one));
    });

    it('lists jobs, and shows one of them as the list does', async () => {
      const backup = await open();
      const { value: jobs } = await backup.jobs(days(30));
      const [listed] = jobs;

      const read = listed && (await backup.job(listed.id)).value;

      expect(read?.id).toBe(listed?.id);
      expect(read?.startedAt).toEqual(listed?.startedAt);
    });

    it('shows the policies of a vault', async () => {
      const backup = await open();
      const { vaultId, policyName } = await firstItem(backup);

      const { value } = await backup.policies(vaultId);

      expect(value.map(({ name: policy }) => policy)).toContain(policyName);
    });
  });
}
