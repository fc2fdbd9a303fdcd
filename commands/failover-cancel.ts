import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { recoverable } from '../src/definitions/kinds.ts';
import { planCancel } from '../src/plans/recovery/after-failover.ts';

export const failoverCancel = defineChange({
  name: 'failover-cancel',
  topic: 'failovers',
  summary: 'Undo a failover that is not committed: what was written since then is lost.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'data-loss',
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
  },
  plan: ({ target }, context) => planCancel(target, context),
});
