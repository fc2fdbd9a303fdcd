import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { storageTarget } from '../src/definitions/kinds.ts';
import { readStorage } from '../src/protection/read-storage.ts';
import { storageCard } from '../src/views/storage.ts';

export const storageShow = defineQuery({
  name: 'storage show',
  topic: 'storage',
  summary: 'Show how a storage account, or those of a region, are kept, and what a failover would lose now.',
  access: { level: 'reader', area: 'backup' },
  args: { target: arg(storageTarget, { help: 'Which account, or which region', example: 'stpay01' }) },
  answer: async ({ target }, context) => storageCard(await readStorage(target, context), context.offer),
});
