import { arg } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { words } from '../src/definitions/kinds.ts';
import { findJob } from '../src/protection/read-jobs.ts';
import { jobCard } from '../src/views/jobs.ts';

export const job = defineQuery({
  name: 'job',
  topic: 'running',
  summary: 'Show one job: its tasks, what went wrong, and what may be done with it.',
  access: { level: 'reader', area: 'any' },
  args: { job: arg(words, { help: 'Its name, or the beginning of it', example: '72b6d1a9' }) },
  answer: async ({ job: typed }, context) => jobCard(await findJob(typed, context), context.offer),
});
