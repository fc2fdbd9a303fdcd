import { defineQuery } from '../src/definitions/command.ts';
import { readVaults } from '../src/protection/read-vaults.ts';
import { vaultList as view } from '../src/views/vaults.ts';

export const vaultList = defineQuery({
  name: 'vault list',
  topic: 'vaults',
  summary: 'Show every vault: where it is, how it keeps backups, and what it protects.',
  access: { level: 'reader', area: 'any' },
  args: {},
  answer: async (_values, context) => view(await readVaults(context), context.offer),
});
