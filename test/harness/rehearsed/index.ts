import type { Rehearsed } from '../rehearsed.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { moves } from './move-machines.ts';
import { planRuns } from './run-recovery-plan.ts';

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [copyRestorePoint, ...moves, ...planRuns];
