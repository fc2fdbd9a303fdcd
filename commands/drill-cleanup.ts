import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { reason, recoverable } from '../src/definitions/kinds.ts';
import { planCleanUp } from '../src/plans/recovery/after-failover.ts';

export const drillCleanup = defineChange({
  name: 'drill-cleanup',
  topic: 'drills',
  summary: 'Remove the test machines of a drill, and note what it has shown.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'reversible',
  // It takes away what the drill made, and nothing else.
  additive: true,
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'payments' }),
    notes: flag(reason, { help: 'What the drill has shown; Azure keeps it', example: '"web answers"' }),
  },
  plan: ({ target, notes }, context) => planCleanUp(target, notes ?? '', context),
});
