import { arg, flag, many } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { diskType } from '../src/definitions/disk-type.ts';
import { groupNameOrId, ipAddress, toggle, vmName, words } from '../src/definitions/kinds.ts';
import { planUpdate } from '../src/plans/protect/plan-update.ts';

export const protectionUpdate = defineChange({
  name: 'protection-update',
  topic: 'replication',
  summary: 'Change what a replicated VM becomes elsewhere, and which of its disks are replicated.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: {
    vm: arg(vmName, { help: 'Which VM', example: 'pay-web-01' }),
    name: flag(words, { help: 'Its name after a failover', example: 'pay-web-01-dr' }),
    size: flag(words, { help: 'Its size after a failover', example: 'Standard_D4s_v5' }),
    network: flag(words, { help: 'The network in the target region', example: 'vnet-westus' }),
    subnet: flag(words, { help: 'Its subnet', example: 'app' }),
    address: flag(ipAddress, { help: 'Its fixed address there', example: '10.30.1.20' }),
    resourceGroup: flag(groupNameOrId, { help: 'The group that it comes into', example: 'payments-asr' }),
    availabilitySet: flag(words, { help: 'The availability set', example: 'web-asr' }),
    diskType: flag(diskType, {
      help: 'The kind of its disks after a failover',
      example: 'standard-ssd',
    }),
    addDisk: flag(many(words), { help: 'A disk to replicate as well', example: 'data-2' }),
    removeDisk: flag(many(words), { help: 'A disk to replicate no more', example: 'scratch' }),
    updateAgent: flag(toggle, { help: "Update Site Recovery's agent inside it" }),
  },
  plan: ({ addDisk, removeDisk, ...given }, context) =>
    planUpdate({ ...given, addDisks: addDisk, removeDisks: removeDisk }, context),
});
