import { arg, flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { region, toggle, vmName } from '../src/definitions/kinds.ts';
import { readReadiness } from '../src/readiness/read-readiness.ts';
import { readinessCard } from '../src/views/readiness.ts';

export const check = defineQuery({
  name: 'check',
  topic: 'replication',
  summary: 'Check what stands in the way of replicating a VM or of failing it over.',
  access: { level: 'reader', area: 'recovery' },
  args: {
    vm: arg(vmName, { help: 'Which VM', example: 'pay-web-01' }),
    to: flag(region, { help: 'Where to', example: 'westus2' }),
    export: flag(toggle, { help: 'With the rules for the network security group as JSON' }),
  },
  answer: async ({ vm, to, export: exported }, context) =>
    readinessCard(await readReadiness(vm, to, context), { exported, offer: context.offer }),
});
