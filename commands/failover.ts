import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { choice, pointSelector, vmName } from '../src/definitions/kinds.ts';
import { planFailover } from '../src/plans/plan-failover.ts';

export const failover = defineChange({
  name: 'failover',
  summary: 'Fail a replicated VM over to its recovery region.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'outage',
  args: {
    target: arg(vmName, { help: 'The VM', example: 'pay-web-01' }),
    point: flag(pointSelector, { help: 'Which recovery point', example: 'latest-processed', fallback: 'latest' }),
    shutdownSource: flag(choice('yes', 'no'), {
      help: 'Shut the source VM down first',
      example: 'no',
      fallback: 'yes',
    }),
  },
  plan: ({ target, point, shutdownSource }, context) =>
    planFailover({ vm: target, point, shutdownSource: shutdownSource === 'yes' }, context),
});
