import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vaultName } from '../src/definitions/kinds.ts';
import { readVault } from '../src/protection/read-vaults.ts';
import { vaultCard } from '../src/views/vaults.ts';

export const vaultShow = defineQuery({
  name: 'vault show',
  topic: 'vaults',
  summary: 'Show one vault: what it protects, and what replication in it stands on.',
  access: { level: 'reader', area: 'any' },
  args: { vault: arg(vaultName, { help: 'Which vault', example: 'contoso-recovery' }) },
  answer: async ({ vault }, context) => vaultCard(await readVault(vault, context), context.offer),
});
