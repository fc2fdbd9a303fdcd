import type { Command } from '../src/definitions/command.ts';
import { adopt } from './adopt.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { breakGlass } from './break-glass.ts';
import { canI } from './can-i.ts';
import { check } from './check.ts';
import { deny } from './deny.ts';
import { events } from './events.ts';
import { failover } from './failover.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { liftHold } from './lift-hold.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { points } from './points.ts';
import { reconcile } from './reconcile.ts';
import { regions } from './regions.ts';
import { restorePointCopy } from './restore-point-copy.ts';
import { resume } from './resume.ts';
import { retract } from './retract.ts';
import { review } from './review.ts';
import { sendAgain } from './send-again.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { unwatch } from './unwatch.ts';
import { verify } from './verify.ts';
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
  failover,
  restorePointCopy,
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
  help,
];
