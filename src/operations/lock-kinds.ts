import type { LockConflicts } from '../ports/approvals.ts';

/**
 * Which kinds of work keep each other off one machine. It reads the same both ways: whoever comes second waits,
 * whichever of the two that is.
 *
 * - move: failover, failback, commit, reprotect, change of point, drills. Two of them on one machine fight over what
 *   Azure calls its active side. A changed configuration under a move would move what nobody approved, and an in-place
 *   restore exchanges the disks that are moving. A restore into another machine locks that one, not its source.
 * - configure: protect, change or end protection. Two of them overwrite each other's settings, and an in-place restore
 *   exchanges the disks that the settings name.
 * - restore: writes the machine's disks. Beside the above it keeps out another restore, and the back-up work that may
 *   end or delete the points it reads.
 * - back-up: enable, back up now, stop, delete. They change one protected item, so one at a time; and never in the way
 *   of a move: a machine that is burning is not kept waiting for its back-up.
 * - copy: restore points, snapshots, copies of either. They read, and write only under names of their own.
 */
export const lockConflicts: LockConflicts = {
  move: ['move', 'configure', 'restore'],
  configure: ['move', 'configure', 'restore'],
  restore: ['move', 'configure', 'restore', 'back-up'],
  'back-up': ['restore', 'back-up'],
  copy: [],
};
