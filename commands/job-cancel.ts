import { arg } from '../src/definitions/argument.ts';
import { defineChange } from '../src/definitions/command.ts';
import { words } from '../src/definitions/kinds.ts';
import { planJobAction } from '../src/plans/recovery/job-action.ts';

export const jobCancel = defineChange({
  name: 'job-cancel',
  topic: 'running',
  summary: 'Cancel a job of Site Recovery or Azure Backup, where Azure allows it.',
  access: { level: 'operator', area: 'any' },
  danger: 'reversible',
  args: {
    job: arg(words, { help: 'Its name, or the beginning of it', example: '72b6d1a9' }),
  },
  plan: ({ job }, context) => planJobAction({ job, action: 'cancel' }, context),
});
