import { arg, many } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planUnprotect } from '../src/plans/protect/plan-unprotect.ts';

export const unprotect = defineChange({
  name: 'unprotect',
  topic: 'replication',
  summary: 'End the replication of VMs: their recovery points and replicas are deleted.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'data-loss',
  args: { vms: arg(many(vmName), { help: 'Which VMs', example: 'pay-old-01' }) },
  plan: ({ vms }, context) => planUnprotect(vms, context),
});
