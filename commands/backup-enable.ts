import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { vaultName, vmName, words } from '../src/definitions/kinds.ts';
import { planEnable } from '../src/plans/backup/plan-enable.ts';

export const backupEnable = defineChange({
  name: 'backup enable',
  topic: 'backups',
  summary: 'Back a VM up into a vault by a policy, or go on after a stop.',
  access: { level: 'contributor', area: 'backup' },
  danger: 'reversible',
  args: {
    vm: arg(vmName, { help: 'Which VM', example: 'pay-db-01' }),
    vault: flag(vaultName, { help: 'Into which vault, in the region of the VM', example: 'rsv-east', required: true }),
    policy: flag(words, { help: 'By which backup policy', example: 'DefaultPolicy', fallback: 'DefaultPolicy' }),
  },
  plan: (wanted, context) => planEnable(wanted, context),
});
