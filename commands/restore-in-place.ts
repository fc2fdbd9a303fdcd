import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { pointName, words } from '../src/definitions/kinds.ts';
import { planInPlace } from '../src/plans/backup/plan-in-place.ts';

export const restoreInPlace = defineChange({
  name: 'restore in-place',
  topic: 'restores',
  summary: 'Put the disks of a VM back to a point of Azure Backup; what is on them now is exchanged.',
  access: { level: 'operator', area: 'backup' },
  danger: 'data-loss',
  typeTarget: true,
  args: {
    point: arg(pointName, { help: 'To which point', example: 'pay-db-01/bk-4k2m9q' }),
    stagingAccount: flag(words, { help: 'Storage account that Azure Backup restores through', example: 'stpay01' }),
  },
  plan: (wanted, context) => planInPlace(wanted, context),
});
