import { arg, flag, many } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { diskType } from '../src/definitions/disk-type.ts';
import { hours } from '../src/definitions/durations.ts';
import { groupNameOrId, region, vaultName, vmName, words } from '../src/definitions/kinds.ts';
import { planProtect } from '../src/plans/protect/plan-protect.ts';

export const protect = defineChange({
  name: 'protect',
  topic: 'replication',
  summary: 'Replicate VMs to another region, and follow them until they are protected.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: {
    vms: arg(many(vmName), { help: 'Which VMs', example: 'pay-new-01' }),
    to: flag(region, { help: 'Where to', example: 'westus2' }),
    vault: flag(vaultName, { help: 'The vault that keeps watch', example: 'contoso-recovery' }),
    resourceGroup: flag(groupNameOrId, { help: 'The group that the replicas go into', example: 'payments-asr' }),
    network: flag(words, { help: 'The network that they are attached to', example: 'vnet-westus2' }),
    subnet: flag(words, { help: 'Its subnet', example: 'app' }),
    cache: flag(words, { help: 'The storage account for changes, in the source region', example: 'cacheeastus01' }),
    availabilitySet: flag(words, { help: 'The availability set', example: 'web-asr' }),
    diskType: flag(diskType, {
      help: 'The kind of the replica disks, where it is not that of the disks',
      example: 'standard-ssd',
    }),
    policy: flag(words, { help: 'The replication policy', example: '24-hour-retention-policy' }),
    retention: flag(hours(1, 72), { help: 'How long recovery points are kept', example: '24h' }),
    appConsistent: flag(hours(1, 12), { help: 'How often an app-consistent snapshot is made', example: '4h' }),
    group: flag(words, { help: 'The group of VMs that share their recovery points', example: 'payments' }),
    excludeDisk: flag(many(words), { help: 'A disk to leave out', example: 'scratch' }),
    encryptionSet: flag(words, {
      help: 'The id of a disk encryption set in the target region',
      example: '/subscriptions/...',
    }),
  },
  plan: ({ retention, appConsistent, excludeDisk, ...given }, context) =>
    planProtect(
      {
        ...given,
        retentionMinutes: retention,
        appConsistentEveryMinutes: appConsistent,
        excludeDisks: excludeDisk,
      },
      context,
    ),
});
