import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { pointName, region } from '../src/definitions/kinds.ts';
import { planCopySnapshot } from '../src/plans/copies/plan-copy-snapshot.ts';

export const snapshotCopy = defineChange({
  name: 'snapshot copy',
  topic: 'copies',
  summary: 'Copy an incremental snapshot to another region, and follow it until all of it has arrived.',
  access: { level: 'operator', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: {
    snapshot: arg(pointName, { help: 'The snapshot', example: 'pay-db-01/sn-4k2m9q' }),
    to: flag(region, { help: 'The region to copy it to', example: 'westus', required: true }),
  },
  plan: ({ snapshot, to }, context) => planCopySnapshot({ point: snapshot, region: to }, context),
});
