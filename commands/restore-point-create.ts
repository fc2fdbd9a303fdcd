import { arg, flag, many } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { region, toggle, vmName, words } from '../src/definitions/kinds.ts';
import { planCreatePoint } from '../src/plans/copies/plan-create-point.ts';

export const restorePointCreate = defineChange({
  name: 'restore-point create',
  topic: 'copies',
  summary: 'Make a restore point of a VM, application-consistent where it can be, and copy it to other regions.',
  access: { level: 'operator', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: {
    vm: arg(vmName, { help: 'Of which VM', example: 'pay-db-01' }),
    'crash-consistent': flag(toggle, { help: 'As if the power had failed at that moment; needs no VM agent' }),
    exclude: flag(many(words), { help: 'Disks to leave out', example: 'pay-db-01-scratch' }),
    'copy-to': flag(many(region), { help: 'Regions to copy it to', example: 'westus' }),
  },
  plan: ({ vm, exclude = [], ...flags }, context) =>
    planCreatePoint(
      {
        vm,
        exclude,
        consistency: flags['crash-consistent'] ? 'crash' : 'application',
        copyTo: flags['copy-to'] ?? [],
      },
      context,
    ),
});
