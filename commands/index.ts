import type { Command } from '../src/definitions/command.ts';
import { adopt } from './adopt.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { backupDeleteData } from './backup-delete-data.ts';
import { backupEnable } from './backup-enable.ts';
import { backupNow } from './backup-now.ts';
import { backupPolicies } from './backup-policies.ts';
import { backupStop } from './backup-stop.ts';
import { backupUndelete } from './backup-undelete.ts';
import { breakGlass } from './break-glass.ts';
import { canI } from './can-i.ts';
import { changePoint } from './change-point.ts';
import { check } from './check.ts';
import { checkInside } from './check-inside.ts';
import { commit } from './commit.ts';
import { deny } from './deny.ts';
import { drill } from './drill.ts';
import { drillCleanup } from './drill-cleanup.ts';
import { events } from './events.ts';
import { failback } from './failback.ts';
import { failover } from './failover.ts';
import { failoverCancel } from './failover-cancel.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { jobCancel } from './job-cancel.ts';
import { jobRestart } from './job-restart.ts';
import { jobResume } from './job-resume.ts';
import { jobs } from './jobs.ts';
import { liftHold } from './lift-hold.ts';
import { link } from './link.ts';
import { linkConfirm } from './link-confirm.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { options } from './options.ts';
import { points } from './points.ts';
import { protect } from './protect.ts';
import { protectList } from './protect-list.ts';
import { protectionUpdate } from './protection-update.ts';
import { reconcile } from './reconcile.ts';
import { createRecoveryPlan } from './recovery-plan-create.ts';
import { deleteRecoveryPlan } from './recovery-plan-delete.ts';
import { listRecoveryPlans } from './recovery-plan-list.ts';
import { showRecoveryPlan } from './recovery-plan-show.ts';
import { updateRecoveryPlan } from './recovery-plan-update.ts';
import { regions } from './regions.ts';
import { replicationPolicyCreate } from './replication-policy-create.ts';
import { replicationPolicyList } from './replication-policy-list.ts';
import { replicationPolicySet } from './replication-policy-set.ts';
import { report } from './report.ts';
import { reprotect } from './reprotect.ts';
import { restoreDisks } from './restore-disks.ts';
import { restoreInPlace } from './restore-in-place.ts';
import { restorePointCopy } from './restore-point-copy.ts';
import { restorePointCreate } from './restore-point-create.ts';
import { restorePointDelete } from './restore-point-delete.ts';
import { restorePointList } from './restore-point-list.ts';
import { restorePointShow } from './restore-point-show.ts';
import { restoreVm } from './restore-vm.ts';
import { resume } from './resume.ts';
import { resync } from './resync.ts';
import { retract } from './retract.ts';
import { review } from './review.ts';
import { scheduleAdd } from './schedule-add.ts';
import { scheduleList } from './schedule-list.ts';
import { scheduleRemove } from './schedule-remove.ts';
import { scheduleRun } from './schedule-run.ts';
import { selfcheck } from './selfcheck.ts';
import { sendAgain } from './send-again.ts';
import { snapshotCopy } from './snapshot-copy.ts';
import { snapshotCreate } from './snapshot-create.ts';
import { snapshotDelete } from './snapshot-delete.ts';
import { snapshotList } from './snapshot-list.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { storageFailover } from './storage-failover.ts';
import { storageSetRedundancy } from './storage-set-redundancy.ts';
import { storageShow } from './storage-show.ts';
import { unlink } from './unlink.ts';
import { unprotect } from './unprotect.ts';
import { unwatch } from './unwatch.ts';
import { vaultCreate } from './vault-create.ts';
import { vaultEnableCrossRegion } from './vault-enable-cross-region.ts';
import { vaultList } from './vault-list.ts';
import { vaultRedundancy } from './vault-redundancy.ts';
import { vaultShow } from './vault-show.ts';
import { verify } from './verify.ts';
import { watch } from './watch.ts';
import { watches } from './watches.ts';
import { whoami } from './whoami.ts';
import { withdraw } from './withdraw.ts';

/** Every command; help shows them by topic, and those of a topic in this order. */
export const commands: readonly Command[] = [
  status,
  points,
  options,
  events,
  protect,
  protectList,
  check,
  checkInside,
  regions,
  protectionUpdate,
  resync,
  unprotect,
  drill,
  drillCleanup,
  report,
  failover,
  changePoint,
  commit,
  failoverCancel,
  reprotect,
  failback,
  restoreVm,
  restoreDisks,
  restoreInPlace,
  backupNow,
  backupEnable,
  backupPolicies,
  backupStop,
  backupDeleteData,
  backupUndelete,
  restorePointCreate,
  restorePointCopy,
  restorePointList,
  restorePointShow,
  restorePointDelete,
  snapshotCreate,
  snapshotCopy,
  snapshotList,
  snapshotDelete,
  scheduleAdd,
  scheduleList,
  scheduleRun,
  scheduleRemove,
  approvals,
  approve,
  deny,
  retract,
  withdraw,
  breakGlass,
  review,
  operations,
  operation,
  stop,
  resume,
  sendAgain,
  reconcile,
  adopt,
  jobs,
  job,
  jobCancel,
  jobRestart,
  jobResume,
  listRecoveryPlans,
  showRecoveryPlan,
  createRecoveryPlan,
  updateRecoveryPlan,
  deleteRecoveryPlan,
  storageShow,
  storageSetRedundancy,
  storageFailover,
  vaultList,
  vaultShow,
  vaultCreate,
  vaultRedundancy,
  vaultEnableCrossRegion,
  replicationPolicyList,
  replicationPolicyCreate,
  replicationPolicySet,
  watch,
  watches,
  unwatch,
  whoami,
  canI,
  link,
  unlink,
  linkConfirm,
  help,
  selfcheck,
  audit,
  verify,
  liftHold,
];
