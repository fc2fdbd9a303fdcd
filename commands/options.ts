import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { readOptions } from '../src/protection/read-options.ts';
import { optionsCard } from '../src/views/options.ts';

export const options = defineQuery({
  name: 'options',
  topic: 'see',
  summary: 'Show what protects a VM now and what could: what each covers, loses, takes and costs.',
  access: { level: 'reader', area: 'any' },
  args: { vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }) },
  answer: async ({ vm }, context) => optionsCard(await readOptions(vm, context), context.offer),
});
