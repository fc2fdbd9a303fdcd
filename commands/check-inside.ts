import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planCheckInside } from '../src/plans/plan-check-inside.ts';

export const checkInside = defineChange({
  name: 'check-inside',
  topic: 'replication',
  summary: 'Run a script inside a VM that looks for what would keep it from being replicated.',
  access: { grant: 'run-inside' },
  danger: 'outage',
  args: { vm: arg(vmName, { help: 'Which VM', example: 'pay-web-01' }) },
  plan: ({ vm }, context) => planCheckInside(vm, context),
});
