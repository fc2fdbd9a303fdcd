import type { Rehearsed } from '../rehearsed.ts';
import { backup } from './backup.ts';
import { protectionUpdate, resync, unprotect } from './change-protection.ts';
import { checkInside } from './check-inside.ts';
import { copyRestorePoint } from './copy-restore-point.ts';
import { failOverMachine } from './fail-over-machine.ts';
import { followJob } from './follow-job.ts';
import { policyCreate, policySet, vaultCreate } from './foundations.ts';
import { goOn } from './go-on.ts';
import { protectMachines } from './protect-machines.ts';
import { restore } from './restore.ts';
import { storage } from './storage.ts';
import { vaults } from './vaults.ts';

/** Every workflow, as it is rehearsed. */
export const rehearsed: readonly Rehearsed[] = [
  copyRestorePoint,
  failOverMachine,
  followJob,
  goOn,
  protectMachines,
  unprotect,
  resync,
  protectionUpdate,
  vaultCreate,
  policyCreate,
  policySet,
  checkInside,
  ...backup,
  ...restore,
  ...vaults,
  ...storage,
];
