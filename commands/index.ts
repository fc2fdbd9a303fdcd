import type { Command } from '../src/definitions/command.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { canI } from './can-i.ts';
import { check } from './check.ts';
import { deny } from './deny.ts';
import { events } from './events.ts';
import { failover } from './failover.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { points } from './points.ts';
import { reconcile } from './reconcile.ts';
import { regions } from './regions.ts';
import { restoreDisks } from './restore-disks.ts';
import { restorePointCopy } from './restore-point-copy.ts';
import { restorePointCreate } from './restore-point-create.ts';
import { restorePointDelete } from './restore-point-delete.ts';
import { restorePointList } from './restore-point-list.ts';
import { restorePointShow } from './restore-point-show.ts';
import { restoreVm } from './restore-vm.ts';
import { retract } from './retract.ts';
import { scheduleAdd } from './schedule-add.ts';
import { scheduleList } from './schedule-list.ts';
import { scheduleRemove } from './schedule-remove.ts';
import { scheduleRun } from './schedule-run.ts';
import { snapshotCopy } from './snapshot-copy.ts';
import { snapshotCreate } from './snapshot-create.ts';
import { snapshotDelete } from './snapshot-delete.ts';
import { snapshotList } from './snapshot-list.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { whoami } from './whoami.ts';
import { withdraw } from './withdraw.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  status,
  check,
  regions,
  points,
  jobs,
  job,
  events,
  failover,
  restoreDisks,
  restoreVm,
  restorePointCreate,
  restorePointList,
  restorePointShow,
  restorePointCopy,
  restorePointDelete,
  snapshotCreate,
  snapshotList,
  snapshotCopy,
  snapshotDelete,
  scheduleAdd,
  scheduleList,
  scheduleRemove,
  scheduleRun,
  approvals,
  approve,
  deny,
  retract,
  withdraw,
  operations,
  operation,
  stop,
  reconcile,
  whoami,
  canI,
  help,
];
