import type { Rehearsed } from '../rehearsed.ts';
import { jobActions } from './act-on-job.ts';
import { backup } from './backup.ts';
import { protectionUpdate, resync, unprotect } from './change-protection.ts';
import { checkInside } from './check-inside.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { createRestorePoint } from './create-restore-point.ts';
import { crossRegionDrill } from './cross-region-drill.ts';
import { deleteCopy } from './delete-copy.ts';
import { followJob } from './follow-job.ts';
import { policyCreate, policySet, vaultCreate } from './foundations.ts';
import { goOn } from './go-on.ts';
import { keepRecoveryPlan } from './keep-recovery-plan.ts';
import { moves } from './move-machines.ts';
import { oneFailsToBegin, protectMachines, removeWhatIsLeft } from './protect-machines.ts';
import { restore } from './restore.ts';
import { restoreCopy } from './restore-copy.ts';
import { planRuns } from './run-recovery-plan.ts';
import { keepSchedule, runSchedule } from './schedules.ts';
import { copySnapshot, createSnapshots } from './snapshots.ts';
import { storage } from './storage.ts';
import { vaults } from './vaults.ts';

export const ofCopies: readonly Rehearsed[] = [
  copyRestorePoint,
  createRestorePoint,
  createSnapshots,
  copySnapshot,
  deleteCopy,
  restoreCopy,
  keepSchedule,
  runSchedule,
];

export const ofMoves: readonly Rehearsed[] = [...moves, ...planRuns, keepRecoveryPlan, ...jobActions, followJob, goOn];

export const ofProtection: readonly Rehearsed[] = [
  protectMachines,
  oneFailsToBegin,
  unprotect,
  removeWhatIsLeft,
  resync,
  protectionUpdate,
  vaultCreate,
  policyCreate,
  policySet,
  checkInside,
];

export const ofBackup: readonly Rehearsed[] = [...backup, ...restore, crossRegionDrill, ...vaults, ...storage];

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [...ofCopies, ...ofMoves, ...ofProtection, ...ofBackup];
