import type { Workflow } from '../../operations/workflow.ts';
import type { Tools } from '../tools.ts';
import { backUpNow } from './back-up-now.ts';
import { crossRegionDrill } from './cross-region-drill.ts';
import { enableBackup } from './enable-backup.ts';
import { deleteBackupData, stopBackup, undeleteBackup } from './end-backup.ts';
import { restoreFromBackup } from './restore-from-backup.ts';
import { restoreInPlace } from './restore-in-place.ts';

/** What is done with Azure Backup. */
export const backupWorkflows: readonly Workflow<unknown, Tools>[] = [
  enableBackup,
  backUpNow,
  stopBackup,
  deleteBackupData,
  undeleteBackup,
  restoreFromBackup,
  restoreInPlace,
  crossRegionDrill,
];
