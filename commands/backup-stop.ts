import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planStop } from '../src/plans/backup/plan-stop.ts';

export const backupStop = defineChange({
  name: 'backup stop',
  topic: 'backups',
  summary: 'Stop backing a VM up, and keep the backups that it has.',
  access: { level: 'contributor', area: 'backup' },
  danger: 'data-loss',
  args: { vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }) },
  plan: ({ vm }, context) => planStop(vm, context),
});
