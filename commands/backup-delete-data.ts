import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planDeleteData } from '../src/plans/backup/plan-delete-data.ts';

export const backupDeleteData = defineChange({
  name: 'backup delete-data',
  topic: 'backups',
  summary: 'Delete every backup of a VM, and back it up no more.',
  access: { level: 'contributor', area: 'backup' },
  danger: 'data-loss',
  typeTarget: true,
  args: { vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }) },
  plan: ({ vm }, context) => planDeleteData(vm, context),
});
