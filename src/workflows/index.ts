import type { Workflow } from '../operations/workflow.ts';
import { copyRestorePoint } from './copies/copy-restore-point.ts';
import { copySnapshot } from './copies/copy-snapshot.ts';
import { createRestorePoint } from './copies/create-restore-point.ts';
import { createSnapshots } from './copies/create-snapshots.ts';
import { deleteCopy } from './copies/delete-copy.ts';
import { keepSchedule } from './copies/keep-schedule.ts';
import { restoreCopy } from './copies/restore-copy.ts';
import { runSchedule } from './copies/run-schedule.ts';
import { failOverMachine } from './fail-over-machine.ts';
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
  failOverMachine,
];
