import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { choice, pointSelector, recoverable } from '../src/definitions/kinds.ts';
import { planFailover } from '../src/plans/recovery/failover.ts';

export const failback = defineChange({
  name: 'failback',
  summary: 'Fail a VM, an application or a recovery plan back to where it came from, once it is reprotected.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'outage',
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
    point: flag(pointSelector, { help: 'Which recovery point', example: 'latest-processed', fallback: 'latest' }),
    shutdownSource: flag(choice('yes', 'no'), {
      help: 'Shut down what runs there first',
      example: 'no',
      fallback: 'yes',
    }),
  },
  plan: ({ target, point, shutdownSource }, context) =>
    planFailover({ target, point, shutdownSource: shutdownSource === 'yes', back: true }, context),
});
