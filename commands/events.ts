import { flag } from '../src/definitions/argument.ts';
import { defineQuery } from '../src/definitions/command.ts';
import { lookBack } from '../src/definitions/durations.ts';
import { readEvents } from '../src/protection/read-jobs.ts';
import { eventsCard } from '../src/views/jobs.ts';

export const events = defineQuery({
  name: 'events',
  topic: 'see',
  summary: 'Show what Site Recovery has noticed, newest first.',
  access: { level: 'reader', area: 'recovery' },
  args: { since: flag(lookBack, { help: 'How far back', example: '24h', fallback: '24h' }) },
  answer: async ({ since }, context) => eventsCard(await readEvents(since, context)),
});
