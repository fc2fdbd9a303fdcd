import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { choice, storageAccountName } from '../src/definitions/kinds.ts';
import { planStorageRedundancy } from '../src/plans/places/plan-storage-failover.ts';

export const storageSetRedundancy = defineChange({
  name: 'storage set-redundancy',
  topic: 'storage',
  summary: 'Keep a copy of a storage account in the region paired with its own.',
  access: { grant: 'storage-failover' },
  danger: 'data-loss',
  args: {
    account: arg(storageAccountName, { help: 'Which account', example: 'stpay01' }),
    redundancy: arg(choice('geo'), { help: 'How it is kept', example: 'geo' }),
  },
  plan: ({ account }, context) => planStorageRedundancy(account, context),
});
