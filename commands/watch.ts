import { arg, flag } from '../src/definitions/argument.ts';
import { defineAct } from '../src/definitions/command.ts';
import { percentage, someOf, watchTarget } from '../src/definitions/kinds.ts';
import { readNamedCopy } from '../src/protection/copies/named-copy.ts';
import { copyHasEnded, notACopy } from '../src/views/watches.ts';

export const watch = defineAct({
  name: 'watch',
  topic: 'news',
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
  act: async ({ target, events, every }, context) => {
    const { watching, asker } = context;
    const withProgress = every === undefined || events.includes('progress') ? events : [...events, 'progress' as const];
    const how = { events: withProgress, ...(every !== undefined && { everyPercent: every }) };
    if (!('kind' in target) || target.kind !== 'point') return watching.watch({ target, ...how }, asker);
    const copy = await readNamedCopy(target, { ...context, mayRead: () => true });
    if (!copy) return notACopy(target);
    const { id, standing } = copy;
    if (standing.state !== 'arriving') return copyHasEnded(standing, target.where, id);
    return watching.watch({ target: { copy: standing.copy.copyId, name: `${target.where}/${id}` }, ...how }, asker);
  },
});
