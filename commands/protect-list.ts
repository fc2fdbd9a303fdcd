import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { words } from '../src/definitions/kinds.ts';
import { readProtectable } from '../src/protection/read-protectable.ts';
import { protectableList } from '../src/views/protectable.ts';

export const protectList = defineQuery({
  name: 'protect --list',
  topic: 'replication',
  summary: 'Show what of a resource group can be replicated, and what is already.',
  access: { level: 'reader', area: 'recovery' },
  args: { resourceGroup: arg(words, { help: 'Which resource group', example: 'payments' }) },
  answer: async ({ resourceGroup }, context) =>
    protectableList(await readProtectable(resourceGroup, context), context.offer),
});
