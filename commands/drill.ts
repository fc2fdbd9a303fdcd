import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { choice, pointSelector, recoverable, words } from '../src/definitions/kinds.ts';
import { drillWays } from '../src/plans/drill-ways.ts';

export const drill = defineChange({
  name: 'drill',
  topic: 'drills',
  summary:
    'Practise the recovery of a VM, an application or a recovery plan with test machines in an isolated network.',
  access: ({ by }) => ({ level: 'operator', area: drillWays[by].area }),
  danger: 'reversible',
  additive: true,
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
    network: flag(words, {
      help: 'A network apart from production; Cross Region Restore starts no machine and needs none',
      example: 'vnet-drill-westus',
    }),
    point: flag(pointSelector, { help: 'Which recovery point', example: 'latest-processed', fallback: 'latest' }),
    by: flag(choice('site-recovery', 'cross-region-restore'), {
      help: 'By what',
      example: 'site-recovery',
      fallback: 'site-recovery',
    }),
  },
  plan: ({ target, network, point, by }, context) => drillWays[by].plan({ target, network, point }, context),
});
