import { defineQuery } from '../src/definitions/command.ts';
import { offering } from '../src/views/offer.ts';
import { scheduleListCard } from '../src/views/schedules.ts';

export const scheduleList = defineQuery({
  name: 'schedule list',
  summary: 'Show what is made again and again, how often, and who asked for it.',
  access: { level: 'contributor', area: 'copies' },
  args: {},
  answer: async (_, { kept, mayRead, catalog }) => {
    const all = await kept.schedules.list();
    const seen = all.filter(({ target }) => mayRead('copies', ...target.resources));
    return scheduleListCard(seen, all.length - seen.length, offering(catalog));
  },
});
