import type { Rehearsed } from '../rehearsed.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { failOverMachine } from './fail-over-machine.ts';

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [copyRestorePoint, failOverMachine];
