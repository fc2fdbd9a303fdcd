import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { groupName, pointName, words } from '../src/definitions/kinds.ts';
import { planRestore } from '../src/plans/restore/plan-restore.ts';
import { restoreAccess } from '../src/plans/restore/restore-access.ts';

export const restoreVm = defineChange({
  name: 'restore vm',
  topic: 'restores',
  summary: 'Make a new VM from a recovery point, of whichever mechanism; nothing that exists is touched.',
  access: ({ point }) => restoreAccess(point),
  danger: 'reversible',
  args: {
    point: arg(pointName, { help: 'From which point', example: 'pay-db-01/rp-4k2m9q' }),
    name: flag(words, { help: 'The name of the new VM', example: 'pay-db-01-r', required: true }),
    network: flag(words, {
      help: 'Which virtual network, in the region of the point',
      example: 'vnet-west',
      required: true,
    }),
    subnet: flag(words, { help: 'Which subnet; needed where the network has several', example: 'default' }),
    'resource-group': flag(groupName, { help: "Where to; the machine's own group without it", example: 'rg-restored' }),
    zone: flag(words, { help: 'In which availability zone', example: '1' }),
    size: flag(words, { help: 'Another size than that of the machine', example: 'Standard_D4s_v5' }),
    'staging-account': flag(words, { help: 'Storage account that Azure Backup restores through', example: 'stpay01' }),
  },
  plan: ({ point, zone, name, network, subnet, size, ...flags }, context) =>
    planRestore(
      {
        what: 'vm',
        point,
        zone,
        name,
        network,
        subnet,
        size,
        resourceGroup: flags['resource-group'],
        stagingAccount: flags['staging-account'],
      },
      context,
    ),
});
