import { arg, flag, many } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { interval } from '../src/definitions/durations.ts';
import { choice, keptCount, region, toggle, vmOrApplication } from '../src/definitions/kinds.ts';
import { planAddSchedule } from '../src/plans/copies/plan-schedule.ts';

export const scheduleAdd = defineChange({
  name: 'schedule add',
  topic: 'copies',
  summary: 'Make restore points of a VM or an application again and again, copy them, and remove the old ones.',
  access: { level: 'contributor', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: {
    what: arg(choice('restore-point'), { help: 'What is made', example: 'restore-point' }),
    target: arg(vmOrApplication, { help: 'Of which VM or application', example: 'payments' }),
    every: flag(interval, { help: 'How often', example: '4h', required: true }),
    keep: flag(keptCount, { help: 'How many stay, of each VM and region', example: '12', required: true }),
    'copy-to': flag(many(region), { help: 'Regions to copy each point to', example: 'westus' }),
    'crash-consistent': flag(toggle, { help: 'As if the power had failed at that moment; needs no VM agent' }),
  },
  plan: ({ target, every, keep, ...flags }, context) =>
    planAddSchedule(
      {
        target,
        everySeconds: every,
        keep,
        copyTo: flags['copy-to'] ?? [],
        consistency: flags['crash-consistent'] ? 'crash' : 'application',
      },
      context,
    ),
});
