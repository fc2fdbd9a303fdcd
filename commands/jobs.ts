import { flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { lookBack } from '../src/definitions/durations.ts';
import { readJobs } from '../src/protection/read-jobs.ts';
import { jobsCard } from '../src/views/jobs.ts';

export const jobs = defineQuery({
  name: 'jobs',
  topic: 'running',
  summary: 'Show the jobs of Site Recovery, Azure Backup and Cross Region Restore in one list.',
  access: { level: 'reader', area: 'any' },
  args: { since: flag(lookBack, { help: 'How far back', example: '24h', fallback: '24h' }) },
  answer: async ({ since }, context) => jobsCard(await readJobs(since, context), context.offer),
});
