import type { Command } from '../src/definitions/command.ts';
import { canI } from './can-i.ts';
import { help } from './help.ts';
import { whoami } from './whoami.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [help, whoami, canI];
