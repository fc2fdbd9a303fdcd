import type { Rehearsed } from '../rehearsed.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { failOverMachine } from './fail-over-machine.ts';
import { followJob } from './follow-job.ts';

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [copyRestorePoint, failOverMachine, followJob];
