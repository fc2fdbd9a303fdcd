import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { recoverable } from '../src/definitions/kinds.ts';
import { planCommit } from '../src/plans/recovery/after-failover.ts';

export const commit = defineChange({
  name: 'commit',
  topic: 'failovers',
  summary: 'Make a failover final: its recovery points go, and can no longer be changed.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'data-loss',
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
  },
  plan: ({ target }, context) => planCommit(target, context),
});
