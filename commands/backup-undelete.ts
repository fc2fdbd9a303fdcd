import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planUndelete } from '../src/plans/backup/plan-undelete.ts';

export const backupUndelete = defineChange({
  name: 'backup undelete',
  topic: 'backups',
  summary: 'Bring the deleted backups of a VM back, as long as Azure keeps them.',
  access: { level: 'contributor', area: 'backup' },
  danger: 'reversible',
  args: { vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }) },
  plan: ({ vm }, context) => planUndelete(vm, context),
});
