import { arg, flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { percentage, someOf, watchTarget } from '../src/definitions/kinds.ts';

export const watch = defineAct({
  name: 'watch',
  summary: 'Tell this channel, or you alone in your own conversation, of what happens to something.',
  ofOnesOwn: true,
  access: { level: 'reader', area: 'any' },
  args: {
    target: arg(watchTarget, { help: 'What to watch', example: 'payments' }),
    events: flag(someOf('started', 'progress', 'completed', 'failed', 'health', 'rpo'), {
      help: 'What to tell',
      example: 'completed,failed',
      fallback: 'started,completed,failed,health,rpo',
    }),
    every: flag(percentage, { help: 'Progress at every so many percent', example: '10%' }),
  },
  act: ({ target, events, every }, { watching, asker }) => {
    const withProgress = every === undefined || events.includes('progress') ? events : [...events, 'progress' as const];
    const order = { target, events: withProgress, ...(every !== undefined && { everyPercent: every }) };
    return watching.watch(order, asker);
  },
});
