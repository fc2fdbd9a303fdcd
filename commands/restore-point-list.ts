import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { readPointList } from '../src/protection/copies/read-points.ts';
import { pointListCard } from '../src/views/restore-points.ts';

export const restorePointList = defineQuery({
  name: 'restore-point list',
  topic: 'copies',
  summary: 'Show the restore points of a VM and their copies in other regions, with how far each copy is.',
  access: { level: 'reader', area: 'copies' },
  args: { vm: arg(vmName, { help: 'Of which VM', example: 'pay-db-01' }) },
  answer: async ({ vm }, context) => pointListCard(await readPointList(vm, context), context.offer),
});
