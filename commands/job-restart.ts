import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { words } from '../src/definitions/kinds.ts';
import { planJobAction } from '../src/plans/recovery/job-action.ts';

export const jobRestart = defineChange({
  name: 'job-restart',
  topic: 'running',
  summary: 'Start a failed job of Site Recovery again, where Azure allows it.',
  access: { level: 'operator', area: 'any' },
  danger: 'reversible',
  args: {
    job: arg(words, { help: 'Its name, or the beginning of it', example: '72b6d1a9' }),
  },
  plan: ({ job }, context) => planJobAction({ job, action: 'restart' }, context),
});
