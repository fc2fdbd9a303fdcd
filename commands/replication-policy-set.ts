import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { hours } from '../src/definitions/durations.ts';
import { vaultName, words } from '../src/definitions/kinds.ts';
import { planPolicySet } from '../src/plans/protect/plan-policy.ts';

export const replicationPolicySet = defineChange({
  name: 'replication-policy set',
  topic: 'vaults',
  summary: 'Change a replication policy, for every VM that uses it.',
  access: { level: 'contributor', area: 'recovery' },
  danger: 'reversible',
  args: {
    name: arg(words, { help: 'Which policy', example: 'three-days' }),
    vault: flag(vaultName, { help: 'In which vault', example: 'contoso-recovery', required: true }),
    retention: flag(hours(1, 72), { help: 'How long recovery points are kept', example: '72h' }),
    appConsistent: flag(hours(1, 12), { help: 'How often an app-consistent snapshot is made', example: '2h' }),
  },
  plan: ({ name, vault, retention, appConsistent }, context) =>
    planPolicySet({ name, vault, retentionMinutes: retention, appConsistentEveryMinutes: appConsistent }, context),
});
