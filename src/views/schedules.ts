import { actions, message, note, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Schedule } from '../ports/schedules.ts';
import type { Offer } from './offer.ts';
import { counted, inWords } from './words.ts';

export const scheduleListCard = (schedules: readonly Schedule[], hidden: number, offer: Offer): Message => {
  const more = hidden > 0 ? note(`${counted(hidden, 'other schedule')} of machines that you may not see.`) : undefined;
  if (schedules.length === 0) {
    return message('Nothing is scheduled.', 'neutral', more, actions(offer('Add a schedule', 'schedule add')));
  }
  const [first] = schedules;
  return message(
    `${counted(schedules.length, 'schedule')}.`,
    'neutral',
    table(
      ['Schedule', 'What', 'Every', 'Keeps', 'Copied to', 'Asked by'],
      schedules.map(({ id, target, everySeconds, keep, copyTo, addedBy }) => [
        id,
        `restore points of ${target.name}`,
        inWords(everySeconds),
        String(keep),
        copyTo.join(', ') || 'nowhere',
        addedBy.name,
      ]),
    ),
    more,
    actions(first && offer(`Run ${first.id} now`, `schedule run ${first.id}`)),
  );
};

/** Nobody asked for it just now, so it is said where the schedule was asked for. */
export const scheduleDidNotRun = ({ id, target }: Schedule, why: string): Message =>
  message(
    `Schedule ${id} made no restore point of ${target.name}: ${why}`,
    'warning',
    note(`It tries again at its next time. To look at it: schedule list. To try now: schedule run ${id}`),
  );
