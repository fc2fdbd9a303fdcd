import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';
import { planRunSchedule } from '../src/plans/copies/plan-schedule.ts';

/** Given by each schedule itself, as the one who added it; and by people who want a run now. */
export const scheduleRun = defineChange({
  name: 'schedule run',
  topic: 'copies',
  summary: 'Run a schedule once, now, beside its usual times.',
  access: { level: 'contributor', area: 'copies' },
  danger: 'reversible',
  additive: true,
  args: { schedule: arg(requestId, { help: 'Which schedule, as schedule list shows it', example: 'DR-1042' }) },
  plan: ({ schedule }, context) => planRunSchedule(schedule, context),
});
