import type { BackupCall, BackupReconciliation } from '../../../src/ports/azure/backup.ts';
import type { OperationToken, Reconciled } from '../../../src/ports/azure/write.ts';
import { idKey, isSameId } from '../core/ids.ts';
import type { JobLists } from './job-lists.ts';
import { type BackupJob, jobPlaceOf } from './job-shape.ts';
import { itemIdFor, machineOf } from './names.ts';

/** What Azure's list of jobs, read afresh, shows of a write whose answer nobody heard. */
export const reconcile = async (lists: JobLists, order: BackupReconciliation): Promise<Reconciled> => {
  const { vaultId, secondaryRegion, sentAt } = order;
  const place = { vaultId, ...(secondaryRegion !== undefined && { secondaryRegion }) };
  const { value } = await lists.since(place, new Date(sentAt.getTime() - clockDifferenceMs), 'fresh');
  const job = value.find((one) => (order.call === 'cancelJob' ? isCancelled(one, order) : isOf(one, order)));
  if (job === undefined) return { seen: 'nothing' };
  if (job.state === 'succeeded' || order.call === 'cancelJob') return { seen: 'done', evidence: evidenceOf(job) };
  return { seen: 'under-way', token: tokenOf(job, order) };
};

const clockDifferenceMs = 2 * 60_000;
const laterThanSentMs = 10 * 60_000;

/** Azure's names of what these calls begin. */
const operations: Readonly<Record<Exclude<BackupCall, 'cancelJob'>, string>> = {
  enable: 'ConfigureBackup',
  backUpNow: 'Backup',
  stop: 'DisableBackup',
  undelete: 'Undelete',
  deleteData: 'DeleteBackupData',
  restore: 'Restore',
  restoreInSecondary: 'CrossRegionRestore',
};

/** The request id settles it, either way; without one, the kind, the machine and the time have to do. */
const isOf = (job: BackupJob, order: BackupReconciliation): boolean => {
  if (job.requestId !== undefined) return idKey(job.requestId) === idKey(order.requestId);
  if (order.call === 'cancelJob' || job.what !== operations[order.call]) return false;
  const begun = job.startedAt?.getTime() ?? 0;
  const sent = order.sentAt.getTime();
  const inTime = begun >= sent - clockDifferenceMs && begun <= sent + laterThanSentMs;
  return inTime && job.machine === machineOf(itemIdFor(order.vaultId, order.vmId));
};

/** Whoever cancelled it: there is nothing left to cancel. */
const isCancelled = (job: BackupJob, { jobId }: BackupReconciliation): boolean =>
  isSameId(job.id, jobId) && /^cancell(?:ing|ed)$/iu.test(job.stateAsAzureSays);

const evidenceOf = (job: BackupJob): string =>
  `Job ${job.name} (${job.what} of ${job.about}) is ${job.stateAsAzureSays}.`;

/** Followed by the job itself; a failed one says so when it is followed. */
const tokenOf = (job: BackupJob, { vaultId, vmId, sentAt }: BackupReconciliation): OperationToken => ({
  kind: job.service === 'backup' ? 'backup-operation' : 'cross-region-operation',
  at: jobPlaceOf(job.id).path,
  resource: itemIdFor(vaultId, vmId),
  acceptedAt: (job.startedAt ?? sentAt).toISOString(),
});
