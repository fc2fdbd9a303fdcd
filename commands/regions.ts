import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { readRegions } from '../src/readiness/read-regions.ts';
import { regionsCard } from '../src/views/readiness.ts';

export const regions = defineQuery({
  name: 'regions',
  topic: 'replication',
  summary: 'Show where a VM can be replicated to, the paired region first.',
  access: { level: 'reader', area: 'recovery' },
  args: { vm: arg(vmName, { help: 'Which VM', example: 'pay-web-01' }) },
  answer: async ({ vm }, context) => regionsCard(await readRegions(vm, context), context.offer),
});
