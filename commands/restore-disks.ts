import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { groupName, pointName, words } from '../src/definitions/kinds.ts';
import { planRestore } from '../src/plans/restore/plan-restore.ts';
import { restoreAccess } from '../src/plans/restore/restore-access.ts';

export const restoreDisks = defineChange({
  name: 'restore disks',
  topic: 'restores',
  summary: 'Make new disks from a recovery point, of whichever mechanism; nothing that exists is touched.',
  access: ({ point }) => restoreAccess(point),
  danger: 'reversible',
  args: {
    point: arg(pointName, { help: 'From which point', example: 'pay-db-01/rp-4k2m9q' }),
    'resource-group': flag(groupName, { help: "Where to; the machine's own group without it", example: 'rg-restored' }),
    zone: flag(words, { help: 'In which availability zone', example: '1' }),
    name: flag(words, { help: 'How the names of the disks begin', example: 'pay-db-01-r' }),
    'staging-account': flag(words, { help: 'Storage account that Azure Backup restores through', example: 'stpay01' }),
  },
  plan: ({ point, zone, name, ...flags }, context) =>
    planRestore(
      {
        what: 'disks',
        point,
        zone,
        name,
        resourceGroup: flags['resource-group'],
        stagingAccount: flags['staging-account'],
        network: undefined,
        subnet: undefined,
        size: undefined,
      },
      context,
    ),
});
