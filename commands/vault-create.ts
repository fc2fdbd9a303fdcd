import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { choice, groupName, region, words } from '../src/definitions/kinds.ts';
import { planVault } from '../src/plans/protect/plan-vault.ts';

export const vaultCreate = defineChange({
  name: 'vault create',
  topic: 'vaults',
  summary: 'Create a vault, for replication or for backups.',
  access: { grant: 'vault-admin' },
  danger: 'reversible',
  args: {
    name: arg(words, { help: 'Its name', example: 'vault-west' }),
    for: flag(choice('recovery', 'backup'), { help: 'What it is for', example: 'recovery', required: true }),
    region: flag(region, { help: 'Where it is created', example: 'westus2', required: true }),
    redundancy: flag(choice('geo', 'zone', 'local'), { help: 'How it keeps backups', example: 'geo', fallback: 'geo' }),
    resourceGroup: flag(groupName, { help: 'Its resource group, of its own name if left out', example: 'vaults' }),
    source: flag(region, { help: 'Where the VMs run that it is for', example: 'eastus' }),
  },
  plan: ({ for: purpose, ...given }, context) => planVault({ ...given, purpose }, context),
});
