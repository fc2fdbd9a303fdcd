import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { pointName } from '../src/definitions/kinds.ts';
import { readOnePoint } from '../src/protection/copies/read-points.ts';
import { pointCard } from '../src/views/restore-point.ts';

export const restorePointShow = defineQuery({
  name: 'restore-point show',
  topic: 'copies',
  summary: 'Show one restore point or copy: its disks, how far each has arrived, and how long it will take.',
  access: { level: 'reader', area: 'copies' },
  args: { point: arg(pointName, { help: 'The restore point', example: 'pay-db-01/rp-4k2m9q' }) },
  answer: async ({ point }, context) => pointCard(await readOnePoint(point, context), point, context.offer),
});
