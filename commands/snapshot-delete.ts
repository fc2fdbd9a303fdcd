import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { pointName } from '../src/definitions/kinds.ts';
import { planDeleteSnapshot } from '../src/plans/copies/plan-delete-snapshot.ts';

export const snapshotDelete = defineChange({
  name: 'snapshot delete',
  topic: 'copies',
  summary: 'Delete a snapshot, or a copy of one.',
  access: { level: 'contributor', area: 'copies' },
  danger: 'data-loss',
  args: { snapshot: arg(pointName, { help: 'The snapshot', example: 'pay-db-01/sn-4k2m9q' }) },
  plan: ({ snapshot }, context) => planDeleteSnapshot(snapshot, context),
});
