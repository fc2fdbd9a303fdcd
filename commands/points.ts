import { arg, flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { toggle, vmName } from '../src/definitions/kinds.ts';
import { readPoints } from '../src/protection/read-points.ts';
import { pointsCard } from '../src/views/points.ts';

export const points = defineQuery({
  name: 'points',
  topic: 'see',
  summary: 'Show every recovery point of a VM, of whichever mechanism, newest first.',
  access: { level: 'reader', area: 'any' },
  args: {
    vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }),
    all: flag(toggle, { help: 'Every point, however many there are' }),
  },
  answer: async ({ vm, all }, context) => pointsCard(await readPoints(vm, context), { all, offer: context.offer }),
});
