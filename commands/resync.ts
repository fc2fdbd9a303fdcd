import { arg, many } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planResync } from '../src/plans/protect/plan-unprotect.ts';

export const resync = defineChange({
  name: 'resync',
  topic: 'replication',
  summary: 'Copy all data of replicated VMs again, where replication has lost its place.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'reversible',
  args: { vms: arg(many(vmName), { help: 'Which VMs', example: 'pay-web-01' }) },
  plan: ({ vms }, context) => planResync(vms, context),
});
