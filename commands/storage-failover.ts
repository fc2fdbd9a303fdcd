import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { storageAccountName, toggle } from '../src/definitions/kinds.ts';
import { planStorageFailover } from '../src/plans/places/plan-storage-failover.ts';

export const storageFailover = defineChange({
  name: 'storage failover',
  topic: 'storage',
  summary: 'Make the copy of a storage account in the other region the account itself.',
  access: { grant: 'storage-failover' },
  danger: 'data-loss',
  args: {
    account: arg(storageAccountName, { help: 'Which account', example: 'stpay01' }),
    planned: flag(toggle, { help: 'While both regions work: nothing is lost, and the copy stays' }),
  },
  plan: (wanted, context) => planStorageFailover(wanted, context),
});
