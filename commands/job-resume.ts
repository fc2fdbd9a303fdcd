import { arg, flag } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { reason, words } from '../src/definitions/kinds.ts';
import { planJobAction } from '../src/plans/recovery/job-action.ts';

export const jobResume = defineChange({
  name: 'job-resume',
  topic: 'running',
  summary: 'Let a job go on that waits for a manual action, once that is done.',
  access: { level: 'operator', area: 'any' },
  danger: 'reversible',
  // It goes on with what was agreed to when it began.
  additive: true,
  args: {
    job: arg(words, { help: 'Its name, or the beginning of it', example: '72b6d1a9' }),
    notes: flag(reason, { help: 'What was done; Azure keeps it', example: '"DNS points to West US"' }),
  },
  plan: ({ job, notes }, context) => planJobAction({ job, action: 'resume', ...(notes && { notes }) }, context),
});
