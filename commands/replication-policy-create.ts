import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { hours } from '../src/definitions/durations.ts';
import { toggle, vaultName, words } from '../src/definitions/kinds.ts';
import { planPolicyCreate } from '../src/plans/protect/plan-policy.ts';

export const replicationPolicyCreate = defineChange({
  name: 'replication-policy create',
  topic: 'vaults',
  summary: 'Create a replication policy: how long recovery points are kept, and how often applications are asked.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: {
    name: arg(words, { help: 'Its name', example: 'three-days' }),
    vault: flag(vaultName, { help: 'In which vault', example: 'contoso-recovery', required: true }),
    retention: flag(hours(1, 72), { help: 'How long recovery points are kept', example: '72h', fallback: '24h' }),
    appConsistent: flag(hours(1, 12), {
      help: 'How often an app-consistent snapshot is made',
      example: '2h',
      fallback: '4h',
    }),
    groups: flag(toggle, { help: 'VMs may share their recovery points in groups' }),
  },
  plan: ({ name, vault, retention, appConsistent, groups }, context) =>
    planPolicyCreate(
      {
        name,
        vault,
        retentionMinutes: retention,
        appConsistentEveryMinutes: appConsistent,
        multiVmConsistency: groups,
      },
      context,
    ),
});
