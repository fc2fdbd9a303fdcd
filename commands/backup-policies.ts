import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { vaultName } from '../src/definitions/kinds.ts';
import { readBackupPolicies } from '../src/protection/read-backup-policies.ts';
import { backupPoliciesCard } from '../src/views/backup-policies.ts';

export const backupPolicies = defineQuery({
  name: 'backup policies',
  topic: 'backups',
  summary: 'Show the backup policies of a vault, or of all: how often they back up, and how long they keep.',
  access: { level: 'reader', area: 'backup' },
  args: { vault: arg(vaultName, { help: 'Of which vault; nothing means all', example: 'rsv-east', optional: true }) },
  answer: async ({ vault }, context) => backupPoliciesCard(await readBackupPolicies(vault, context)),
});
