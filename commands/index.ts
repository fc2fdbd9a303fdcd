import type { Command } from '../src/definitions/command.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { canI } from './can-i.ts';
import { deny } from './deny.ts';
import { help } from './help.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { reconcile } from './reconcile.ts';
import { retract } from './retract.ts';
import { stop } from './stop.ts';
import { whoami } from './whoami.ts';
import { withdraw } from './withdraw.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
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
