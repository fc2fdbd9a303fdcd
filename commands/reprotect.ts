import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { recoverable, words } from '../src/definitions/kinds.ts';
import { planReprotect } from '../src/plans/recovery/reprotect.ts';

export const reprotect = defineChange({
  name: 'reprotect',
  topic: 'failovers',
  summary: 'Replicate what is failed over back to where it came from, and follow it until it is protected.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'data-loss',
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
    cache: flag(words, { help: 'The storage account to write through, beside the machines', example: 'cachewestus01' }),
  },
  plan: ({ target, cache }, context) => planReprotect({ target, ...(cache && { cache }) }, context),
});
