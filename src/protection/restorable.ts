import type { BackupItem, BackupPoint } from '../ports/azure/backup.ts';
import type { RestorePoint, Snapshot } from '../ports/azure/copies.ts';
import type { ProtectedItem } from '../ports/azure/recovery.ts';
import type { Restorable } from './point.ts';

const not = (why: string): Restorable => ({ now: false, why });
const yes = (remark?: string): Restorable => ({ now: true, ...(remark !== undefined && { remark }) });

/** A point of Site Recovery is used by failing over to it, or by changing to it before the commit. */
export const siteRecoveryRestorable = ({ allowed, stateAsAzureSays, runningJob }: ProtectedItem): Restorable => {
  if (allowed.includes('UnplannedFailover')) return yes();
  if (allowed.includes('ChangePit')) return yes('by changing the recovery point');
  if (runningJob) return not(`Site Recovery still works on it (${runningJob.scenario})`);
  return not(`Site Recovery allows no failover now (${stateAsAzureSays.toLowerCase()})`);
};

export const backupRestorable = (point: BackupPoint, item: BackupItem | undefined): Restorable => {
  if (item?.state === 'soft-deleted') return not('soft-deleted: undelete it first');
  if (point.tiers.includes('vault')) return yes();
  if (point.where === 'secondary-region') return not('not in the vault tier, and only that is copied across regions');
  if (point.tiers.includes('snapshot')) return yes('snapshot tier only: it is lost with its region');
  if (point.tiers.includes('archive')) return not('in the archive tier: it has to be rehydrated first');
  return not('Azure lists no tier that still holds it');
};

export const restorePointRestorable = (point: RestorePoint): Restorable => {
  if (point.provisioning === 'failed') return not('it failed');
  if (point.provisioning === 'creating' && !point.copyOf) return not('it is still being made');
  if (!point.copyOf) return yes();
  const percents = point.disks.map((disk) => disk.percent);
  if (percents.length === 0 || percents.some((percent) => percent === undefined))
    return not('copy: progress not known');
  const least = Math.min(...percents.flatMap((percent) => percent ?? []));
  return least < 100 ? not(`copy at ${Math.floor(least)} %`) : yes();
};

export const snapshotRestorable = ({ percent, copyError, copyOf }: Snapshot): Restorable => {
  if (copyError) return not(`copy failed: ${copyError}`);
  if (percent !== undefined && percent < 100) return not(`copy at ${Math.floor(percent)} %`);
  return copyOf && percent === undefined ? not('copy: progress not known') : yes();
};
