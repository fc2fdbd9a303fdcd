import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vaultName } from '../src/definitions/kinds.ts';
import { planCrossRegion } from '../src/plans/places/plan-vault-redundancy.ts';

export const vaultEnableCrossRegion = defineChange({
  name: 'vault enable-cross-region',
  topic: 'vaults',
  summary: 'Let the backups of a vault be restored in its paired region; practically one way.',
  access: { grant: 'vault-admin' },
  danger: 'data-loss',
  args: { vault: arg(vaultName, { help: 'Which vault', example: 'rsv-east' }) },
  plan: ({ vault }, context) => planCrossRegion(vault, context),
});
