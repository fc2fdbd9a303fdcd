import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { pointSelector, recoverable } from '../src/definitions/kinds.ts';
import { planChangePoint } from '../src/plans/recovery/change-point.ts';

export const changePoint = defineChange({
  name: 'change-point',
  topic: 'failovers',
  summary: 'Bring what is failed over and not committed to another recovery point.',
  access: { level: 'operator', area: 'recovery' },
  danger: 'outage',
  args: {
    target: arg(recoverable, { help: 'The VM, the application or the recovery plan', example: 'pay-db-01' }),
    point: flag(pointSelector, { help: 'Which recovery point', example: 'app-consistent', required: true }),
  },
  plan: ({ target, point }, context) => planChangePoint(target, point, context),
});
