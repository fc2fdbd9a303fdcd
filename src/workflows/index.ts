import type { Workflow } from '../operations/workflow.ts';
import { actOnJob } from './act-on-job.ts';
import { backupWorkflows } from './backup/index.ts';
import { checkInside } from './check-inside.ts';
import { copyRestorePoint } from './copies/copy-restore-point.ts';
import { copySnapshot } from './copies/copy-snapshot.ts';
import { createRestorePoint } from './copies/create-restore-point.ts';
import { createSnapshots } from './copies/create-snapshots.ts';
import { deleteCopy } from './copies/delete-copy.ts';
import { keepSchedule } from './copies/keep-schedule.ts';
import { restoreCopy } from './copies/restore-copy.ts';
import { runSchedule } from './copies/run-schedule.ts';
import { followJob } from './follow-job.ts';
import { goOn } from './go-on.ts';
import { keepRecoveryPlan } from './keep-recovery-plan.ts';
import { moveMachines } from './move-machines.ts';
import { placeWorkflows } from './places/index.ts';
import { changeProtection } from './protect/change-protection.ts';
import { layFoundations } from './protect/lay-foundations.ts';
import { protectMachines } from './protect/protect-machines.ts';
import { setPolicy } from './protect/set-policy.ts';
import { runRecoveryPlan } from './run-recovery-plan.ts';
import type { Tools } from './tools.ts';

/** Every workflow that this bot can carry out. */
export const workflows: readonly Workflow<unknown, Tools>[] = [
  copyRestorePoint,
  createRestorePoint,
  createSnapshots,
  copySnapshot,
  deleteCopy,
  restoreCopy,
  keepSchedule,
  runSchedule,
  moveMachines,
  runRecoveryPlan,
  keepRecoveryPlan,
  actOnJob,
  followJob,
  goOn,
  layFoundations,
  protectMachines,
  changeProtection,
  setPolicy,
  checkInside,
  ...backupWorkflows,
  ...placeWorkflows,
];
