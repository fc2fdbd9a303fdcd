import type { Command } from '../src/definitions/command.ts';
import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { canI } from './can-i.ts';
import { deny } from './deny.ts';
import { help } from './help.ts';
import { retract } from './retract.ts';
import { whoami } from './whoami.ts';
import { withdraw } from './withdraw.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [approvals, approve, deny, retract, withdraw, whoami, canI, help];
