import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { pointName, region } from '../src/definitions/kinds.ts';
import { planCopyPoint } from '../src/plans/copies/plan-copy-point.ts';

export const restorePointCopy = defineChange({
  name: 'restore-point copy',
  topic: 'copies',
  summary: 'Copy a restore point of a VM to another region, and follow it until every disk has arrived.',
  access: { level: 'operator', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: {
    point: arg(pointName, { help: 'The restore point', example: 'pay-db-01/rp-4k2m9q' }),
    to: flag(region, { help: 'The region to copy it to', example: 'westus', required: true }),
  },
  plan: ({ point, to }, context) => planCopyPoint({ point, region: to }, context),
});
