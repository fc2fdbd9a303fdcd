import type { Rehearsed } from '../rehearsed.ts';
import { backup } from './backup.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { failOverMachine } from './fail-over-machine.ts';
import { followJob } from './follow-job.ts';
import { restore } from './restore.ts';
import { storage } from './storage.ts';
import { vaults } from './vaults.ts';

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [
  copyRestorePoint,
  failOverMachine,
  followJob,
  ...backup,
  ...restore,
  ...vaults,
  ...storage,
];
