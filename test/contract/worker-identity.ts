import { describe, expect, it } from 'vitest';
import type { WorkerIdentity } from '../../src/ports/worker-identity.ts';

const [first, second] = ['0e9c6a10-1f59-4c43-93d4-6c1f00010006', '0e9c6a10-1f59-4c43-93d4-6c1f00010007'] as const;

/** What every `WorkerIdentity` does. `make` gives one more process' view of the same, at first empty, store. */
export function describeWorkerIdentity(name: string, make: () => Promise<WorkerIdentity>): void {
  describe(name, () => {
    it('is nobody until a worker says who it is, and then whoever said so last', async () => {
      const [front, worker] = [await make(), await make()];

      expect(await front.objectId()).toBeUndefined();
      await worker.is(first);
      expect(await front.objectId()).toBe(first);
      await worker.is(second);
      expect(await front.objectId()).toBe(second);
    });

    it('takes nothing for a principal that is none', async () => {
      const worker = await make();

      await expect(worker.is("x') or assignedTo('y")).rejects.toThrow();
      expect(await worker.objectId()).toBeUndefined();
    });
  });
}
