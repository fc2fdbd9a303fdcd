import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { days } from '../src/definitions/durations.ts';
import { vmName } from '../src/definitions/kinds.ts';
import { planBackUpNow } from '../src/plans/backup/plan-back-up-now.ts';

export const backupNow = defineChange({
  name: 'backup now',
  topic: 'backups',
  summary: 'Back a VM up at once, beside its schedule.',
  access: { level: 'operator', area: 'backup' },
  danger: 'reversible',
  additive: true,
  args: {
    vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }),
    keep: flag(days, { help: 'How long to keep it', example: '30d', fallback: '30d' }),
  },
  plan: ({ vm, keep }, context) => planBackUpNow({ vm, keepDays: keep }, context),
});
