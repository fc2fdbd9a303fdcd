import type { Command } from '../src/definitions/command.ts';
import { adopt } from './adopt.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { canI } from './can-i.ts';
import { changePoint } from './change-point.ts';
import { check } from './check.ts';
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
import { link } from './link.ts';
import { linkConfirm } from './link-confirm.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { points } from './points.ts';
import { reconcile } from './reconcile.ts';
import { createRecoveryPlan } from './recovery-plan-create.ts';
import { deleteRecoveryPlan } from './recovery-plan-delete.ts';
import { listRecoveryPlans } from './recovery-plan-list.ts';
import { showRecoveryPlan } from './recovery-plan-show.ts';
import { updateRecoveryPlan } from './recovery-plan-update.ts';
import { regions } from './regions.ts';
import { report } from './report.ts';
import { reprotect } from './reprotect.ts';
import { restorePointCopy } from './restore-point-copy.ts';
import { retract } from './retract.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { unlink } from './unlink.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { watches } from './watches.ts';
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
  drill,
  drillCleanup,
  failover,
  changePoint,
  commit,
  failoverCancel,
  reprotect,
  failback,
  listRecoveryPlans,
  showRecoveryPlan,
  createRecoveryPlan,
  updateRecoveryPlan,
  deleteRecoveryPlan,
  jobCancel,
  jobRestart,
  jobResume,
  restorePointCopy,
  approvals,
  approve,
  deny,
  retract,
  withdraw,
  operations,
  operation,
  report,
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
