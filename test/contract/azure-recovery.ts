import { describe, expect, it } from 'vitest';
import type { ProtectedItem, RecoveryReader } from '../../src/ports/azure/recovery.ts';

const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);

/** What every `RecoveryReader` does with a subscription in which at least one machine is replicated. It only reads. */
export function describeRecovery(name: string, open: () => Promise<RecoveryReader>): void {
  const firstItem = async (recovery: RecoveryReader): Promise<ProtectedItem> => {
    const { value } = await recovery.items('shared');
    return value[0] ?? expect.fail('No machine is replicated.');
  };

  describe(name, () => {
    it('lists what is replicated, each once, and misses nothing', async () => {
      const { value, missing } = await (await open()).items('fresh');

      expect(missing).toEqual([]);
      expect(value.length).toBeGreaterThan(0);
      expect(new Set(value.map(({ id }) => id.toLowerCase())).size).toBe(value.length);
    });

    it('shows one item as the list does, and what may be done with it', async () => {
      const recovery = await open();
      const listed = await firstItem(recovery);

      const { value } = await recovery.item(listed.id, 'fresh');

      expect([value.name, value.vmId.toLowerCase()]).toEqual([listed.name, listed.vmId.toLowerCase()]);
      expect(value.allowed.length).toBeGreaterThan(0);
    });

    it('finds the items of machines by the ids of these', async () => {
      const recovery = await open();
      const { vmId } = await firstItem(recovery);

      const { value } = await recovery.items('fresh', [vmId]);

      expect(value.map((item) => item.vmId.toLowerCase())).toContain(vmId.toLowerCase());
    });

    it('lists recovery points and jobs, the newest first', async () => {
      const recovery = await open();
      const item = await firstItem(recovery);

      const { value: points } = await recovery.recoveryPoints(item.id);
      const { value: jobs } = await recovery.jobs(days(30));

      const times = points.map(({ at }) => at.getTime());
      expect(times).toEqual(times.toSorted((one, other) => other - one));
      const starts = jobs.flatMap(({ startedAt }) => startedAt?.getTime() ?? []);
      expect(starts).toEqual(starts.toSorted((one, other) => other - one));
    });

    it('shows the policies, the plans and the setup of a vault', async () => {
      const recovery = await open();
      const { vaultId, policyId } = await firstItem(recovery);

      const { value: policies } = await recovery.policies(vaultId);
      const { missing } = await recovery.plans('fresh');
      const { value: setup } = await recovery.setup(vaultId);

      expect(policies.map(({ id }) => id.toLowerCase())).toContain(policyId?.toLowerCase());
      expect(missing).toEqual([]);
      expect(setup).toBeDefined();
    });
  });
}
