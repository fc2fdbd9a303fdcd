import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vaultName } from '../src/definitions/kinds.ts';
import { readPolicies } from '../src/protection/read-policies.ts';
import { policyList } from '../src/views/replication-policies.ts';

export const replicationPolicyList = defineQuery({
  name: 'replication-policy list',
  topic: 'vaults',
  summary: 'Show the replication policies of a vault, or of all, and how many VMs use each.',
  access: { level: 'reader', area: 'recovery' },
  args: { vault: arg(vaultName, { help: 'Which vault', example: 'contoso-recovery', optional: true }) },
  answer: async ({ vault }, context) => policyList(await readPolicies(vault, context), context.offer),
});
