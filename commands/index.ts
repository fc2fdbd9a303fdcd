import type { Command } from '../src/definitions/command.ts';
import { adopt } from './adopt.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { canI } from './can-i.ts';
import { check } from './check.ts';
import { checkInside } from './check-inside.ts';
import { deny } from './deny.ts';
import { events } from './events.ts';
import { failover } from './failover.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { link } from './link.ts';
import { linkConfirm } from './link-confirm.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { points } from './points.ts';
import { protect } from './protect.ts';
import { protectList } from './protect-list.ts';
import { protectionUpdate } from './protection-update.ts';
import { reconcile } from './reconcile.ts';
import { regions } from './regions.ts';
import { replicationPolicyCreate } from './replication-policy-create.ts';
import { replicationPolicyList } from './replication-policy-list.ts';
import { replicationPolicySet } from './replication-policy-set.ts';
import { restoreDisks } from './restore-disks.ts';
import { restorePointCopy } from './restore-point-copy.ts';
import { restorePointCreate } from './restore-point-create.ts';
import { restorePointDelete } from './restore-point-delete.ts';
import { restorePointList } from './restore-point-list.ts';
import { restorePointShow } from './restore-point-show.ts';
import { restoreVm } from './restore-vm.ts';
import { resync } from './resync.ts';
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
import { unlink } from './unlink.ts';
import { unprotect } from './unprotect.ts';
import { unwatch } from './unwatch.ts';
import { vaultCreate } from './vault-create.ts';
import { vaultList } from './vault-list.ts';
import { vaultShow } from './vault-show.ts';
import { watch } from './watch.ts';
import { watches } from './watches.ts';
import { whoami } from './whoami.ts';
import { withdraw } from './withdraw.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  status,
  check,
  checkInside,
  regions,
  points,
  jobs,
  job,
  events,
  protect,
  protectList,
  protectionUpdate,
  unprotect,
  resync,
  replicationPolicyList,
  replicationPolicyCreate,
  replicationPolicySet,
  vaultList,
  vaultShow,
  vaultCreate,
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
  adopt,
  watch,
  unwatch,
  watches,
  whoami,
  canI,
  link,
  unlink,
  linkConfirm,
  help,
];
