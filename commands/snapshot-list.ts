import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { readSnapshotList } from '../src/protection/copies/read-snapshots.ts';
import { snapshotListCard } from '../src/views/snapshots.ts';

export const snapshotList = defineQuery({
  name: 'snapshot list',
  topic: 'copies',
  summary: 'Show the snapshots of the disks of a VM and their copies in other regions.',
  access: { level: 'reader', area: 'copies' },
  args: { vm: arg(vmName, { help: 'Of which VM', example: 'pay-db-01' }) },
  answer: async ({ vm }, context) => snapshotListCard(await readSnapshotList(vm, context), context.offer),
});
