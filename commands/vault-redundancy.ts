import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { choice, vaultName } from '../src/definitions/kinds.ts';
import { planVaultRedundancy } from '../src/plans/places/plan-vault-redundancy.ts';

export const vaultRedundancy = defineChange({
  name: 'vault redundancy',
  topic: 'vaults',
  summary: 'Keep the backups of a vault in its paired region as well, before it backs anything up.',
  access: { grant: 'vault-admin' },
  danger: 'data-loss',
  args: {
    vault: arg(vaultName, { help: 'Which vault', example: 'rsv-east' }),
    redundancy: arg(choice('geo'), { help: 'How its backups are kept', example: 'geo' }),
  },
  plan: ({ vault }, context) => planVaultRedundancy(vault, context),
});
