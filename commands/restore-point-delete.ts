import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { pointName } from '../src/definitions/kinds.ts';
import { planDeletePoint } from '../src/plans/copies/plan-delete-point.ts';

export const restorePointDelete = defineChange({
  name: 'restore-point delete',
  topic: 'copies',
  summary: 'Delete a restore point, or a copy of one.',
  access: { level: 'contributor', area: 'copies' },
  danger: 'data-loss',
  args: { point: arg(pointName, { help: 'The restore point', example: 'pay-db-01/rp-4k2m9q' }) },
  plan: ({ point }, context) => planDeletePoint(point, context),
});
