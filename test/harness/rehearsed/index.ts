import type { Rehearsed } from '../rehearsed.ts';
import { actOnJob } from './act-on-job.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { followJob } from './follow-job.ts';
import { keepRecoveryPlan } from './keep-recovery-plan.ts';
import { moves } from './move-machines.ts';
import { planRuns } from './run-recovery-plan.ts';

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [
  copyRestorePoint,
  ...moves,
  ...planRuns,
  keepRecoveryPlan,
  actOnJob,
  followJob,
];
