import type { Workflow } from '../operations/workflow.ts';
import { actOnJob } from './act-on-job.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { followJob } from './follow-job.ts';
import { keepRecoveryPlan } from './keep-recovery-plan.ts';
import { moveMachines } from './move-machines.ts';
import { runRecoveryPlan } from './run-recovery-plan.ts';
import type { Tools } from './tools.ts';

/** Every workflow that this bot can carry out. */
export const workflows: readonly Workflow<unknown, Tools>[] = [
  copyRestorePoint,
  moveMachines,
  runRecoveryPlan,
  keepRecoveryPlan,
  actOnJob,
  followJob,
];
