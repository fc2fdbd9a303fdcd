import { z } from 'zod';
import { AzureReadInPart } from '../../errors/azure.ts';
import type { Look, Step } from '../../operations/workflow.ts';
import type { BackupCall, BackupItem } from '../../ports/azure/backup.ts';
import { sameId } from '../../protection/resource-id.ts';
import type { Tools } from '../tools.ts';

export const itemOrder = z.object({
  vmId: z.string(),
  vaultId: z.string(),
  machine: z.string(),
});

interface ItemStep extends Pick<Step<Tools>, 'name' | 'title' | 'act'> {
  readonly call: Exclude<BackupCall, 'cancelJob' | 'restoreInSecondary'>;
  readonly dangerous?: true;
  /** Whether what is asked for is so already. */
  readonly isDone?: (item: BackupItem | undefined) => boolean;
}

/** A change of one protected item: one call, of which a job comes, and the job is what counts. */
export const itemStep = (
  { vmId, vaultId, machine }: z.infer<typeof itemOrder>,
  { call, isDone, dangerous = undefined, ...step }: ItemStep,
): Step<Tools> => ({
  ...step,
  dangerous: dangerous ?? false,
  look: async ({ readers }): Promise<Look> => {
    if (!isDone) return { kind: 'to-do' };
    const { value: items, missing } = await readers.backup.items('fresh');
    const item = items.find((each) => sameId(each.vmId, vmId) && sameId(each.vaultId, vaultId));
    // Not found in half of Azure is not "it is not there".
    if (!item && missing.length > 0) throw new AzureReadInPart(`see how ${machine} is backed up`, missing);
    return isDone(item) ? { kind: 'done', evidence: 'it is so already' } : { kind: 'to-do' };
  },
  standing: ({ writers }, token) => writers.backup.standing(token),
  reconcile: ({ writers }, { requestId, sentAt }) =>
    writers.backup.reconcile({ call, vaultId, vmId, requestId, sentAt }),
});
