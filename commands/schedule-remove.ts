import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { requestId } from '../src/definitions/kinds.ts';
import { planRemoveSchedule } from '../src/plans/copies/plan-schedule.ts';

export const scheduleRemove = defineChange({
  name: 'schedule remove',
  topic: 'copies',
  summary: 'End a schedule; the points that it has made stay.',
  access: { level: 'contributor', area: 'copies' },
  danger: 'data-loss',
  args: { schedule: arg(requestId, { help: 'Which schedule, as schedule list shows it', example: 'DR-1042' }) },
  plan: ({ schedule }, context) => planRemoveSchedule(schedule, context),
});
