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
import { check } from './check.ts';
import { checkInside } from './check-inside.ts';
import { deny } from './deny.ts';
import { events } from './events.ts';
import { failover } from './failover.ts';
import { help } from './help.ts';
import { job } from './job.ts';
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
import { regions } from './regions.ts';
import { replicationPolicyCreate } from './replication-policy-create.ts';
import { replicationPolicyList } from './replication-policy-list.ts';
import { replicationPolicySet } from './replication-policy-set.ts';
import { restoreDisks } from './restore-disks.ts';
import { restoreInPlace } from './restore-in-place.ts';
import { restorePointCopy } from './restore-point-copy.ts';
import { restoreVm } from './restore-vm.ts';
import { resume } from './resume.ts';
import { resync } from './resync.ts';
import { retract } from './retract.ts';
import { review } from './review.ts';
import { sendAgain } from './send-again.ts';
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

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  status,
  check,
  checkInside,
  regions,
  points,
  options,
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
  restoreInPlace,
  restorePointCopy,
  backupEnable,
  backupNow,
  backupPolicies,
  backupStop,
  backupDeleteData,
  backupUndelete,
  vaultRedundancy,
  vaultEnableCrossRegion,
  storageShow,
  storageSetRedundancy,
  storageFailover,
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
  reconcile,
  resume,
  sendAgain,
  adopt,
  liftHold,
  watch,
  unwatch,
  watches,
  audit,
  verify,
  whoami,
  canI,
  link,
  unlink,
  linkConfirm,
  help,
];
