import { defineChange } from '../src/definitions/command.ts';
import { failoverArguments } from '../src/definitions/failover-arguments.ts';
import { planFailover } from '../src/plans/recovery/failover.ts';

export const failover = defineChange({
  name: 'failover',
  topic: 'failovers',
  summary: 'Fail a VM, an application or a recovery plan over to its recovery region.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'outage',
  args: failoverArguments('Shut the source VMs down first'),
  plan: ({ target, point, shutdownSource }, context) =>
    planFailover({ target, point, shutdownSource: shutdownSource === 'yes' }, context),
});
