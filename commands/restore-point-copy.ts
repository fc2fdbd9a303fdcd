import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { region, vmName, words } from '../src/definitions/kinds.ts';
import { planCopy } from '../src/plans/plan-copy.ts';

export const restorePointCopy = defineChange({
  name: 'restore-point copy',
  summary: 'Copy a restore point of a VM to another region, and follow it until every disk has arrived.',
  access: { level: 'operator', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: {
    vm: arg(vmName, { help: 'Whose restore point', example: 'pay-db-01' }),
    point: arg(words, { help: 'The restore point', example: 'nightly-1120' }),
    to: flag(region, { help: 'The region to copy it to', example: 'westus', required: true }),
  },
  plan: ({ vm, point, to }, context) => planCopy({ vm, point, region: to }, context),
});
