import { defineChange } from '../src/definitions/command.ts';
import { failoverArguments } from '../src/definitions/failover-arguments.ts';
import { planFailover } from '../src/plans/recovery/failover.ts';

export const failback = defineChange({
  name: 'failback',
  topic: 'failovers',
  summary: 'Fail a VM, an application or a recovery plan back to where it came from, once it is reprotected.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'outage',
  args: failoverArguments('Shut down what runs there first'),
  plan: ({ target, point, shutdownSource }, context) =>
    planFailover({ target, point, shutdownSource: shutdownSource === 'yes', back: true }, context),
});
