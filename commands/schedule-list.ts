import { defineQuery } from '../src/definitions/command.ts';
import { scheduleListCard } from '../src/views/schedules.ts';

export const scheduleList = defineQuery({
  name: 'schedule list',
  topic: 'copies',
  summary: 'Show what is made again and again, how often, and who asked for it.',
  access: { level: 'contributor', area: 'copies' },
  args: {},
  answer: async (_, { kept, mayRead, offer }) => {
    const all = await kept.schedules.list();
    const seen = all.filter(({ target }) => mayRead('copies', ...target.resources));
    return scheduleListCard(seen, all.length - seen.length, offer);
  },
});
