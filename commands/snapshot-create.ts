import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { diskOrVm, toggle } from '../src/definitions/kinds.ts';
import { planCreateSnapshot } from '../src/plans/copies/plan-create-snapshot.ts';

export const snapshotCreate = defineChange({
  name: 'snapshot create',
  topic: 'copies',
  summary: 'Make snapshots of the disks of a VM, or of one disk; incremental unless you say otherwise.',
  access: { level: 'operator', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: {
    target: arg(diskOrVm, { help: 'Of which VM, or of which disk', example: 'pay-db-01' }),
    full: flag(toggle, { help: 'Full ones, which cannot be copied to another region' }),
  },
  plan: ({ target, full }, context) => planCreateSnapshot({ target, full }, context),
});
