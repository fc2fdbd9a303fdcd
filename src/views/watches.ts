import { shownScope } from '../authorization/scope.ts';
import { actions, message, note, runs, table } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { StandingWatch } from '../policy/policy.ts';
import type { Target } from '../ports/names.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import type { CopyStanding } from '../protection/copies/standing.ts';
import { copyNext, copyTitle, copyTone } from './copy.ts';
import { listed } from './words.ts';

type Wanted = Pick<Subscription, 'events' | 'everyPercent'>;

const wanted = ({ events, everyPercent }: Wanted): string =>
  `${listed(events)}${everyPercent ? `, progress every ${everyPercent} %` : ''}`;

export const watched = (watch: Subscription): Message =>
  message(
    `${watch.title} is watched here: ${wanted(watch)}.`,
    'good',
    note(noticed(watch)),
    actions(runs(`Stop watching ${watch.title}`, `unwatch ${watch.id}`)),
  );

export const notACopy = ({ where, name }: Target): Message =>
  message(
    `${name} of ${where} is not a copy on its way to another region, so there is nothing to watch.`,
    'neutral',
    note('A copy has an id of its own; the list shows it beneath its source.'),
    actions(
      name.startsWith('sn-')
        ? runs(`Show snapshots of ${where}`, `snapshot list ${where}`)
        : runs(`Show restore points of ${where}`, `restore-point list ${where}`),
      runs(`Watch ${where}`, `watch ${where}`),
    ),
  );

const noticed = ({ about }: Subscription): string =>
  about.startsWith('copy:')
    ? 'Azure reports every 10 minutes how far a copy is. Its end is told here before the report after that.'
    : 'Work that somebody began in the portal or by a script is noticed too, copies within 10 minutes.';

/** A copy that is over changes no more. */
export const copyHasEnded = (standing: CopyStanding, vm: string, id: string): Message =>
  message(
    copyTitle(standing, vm),
    copyTone(standing),
    note('It is over, so there is nothing left to watch.'),
    actions(...copyNext(standing, vm, id)),
  );

export const watchedNoMore = ({ title }: Subscription): Message =>
  message(`${title} is watched here no more.`, 'neutral');

export const noSuchWatch = (id: string, here: readonly Subscription[]): Message =>
  message(
    `There is no watch ${id} here.`,
    'neutral',
    actions(...here.slice(0, 5).map((each) => runs(`Stop watching ${each.title}`, `unwatch ${each.id}`))),
  );

export const tooManyWatches = (most: number): Message =>
  message(
    `${most} things are watched here already, and no more are allowed in one place.`,
    'neutral',
    actions(runs('Show them', 'watches')),
  );

export const watchedHere = (here: readonly Subscription[], standing: readonly StandingWatch[]): Message => {
  const rows = [
    ...here.map((each) => [each.id, each.title, wanted(each)]),
    ...standing.map((each) => ['policy', shownScope(each.about), wanted(each)]),
  ];
  if (rows.length === 0) {
    return message('Nothing is watched here.', 'neutral', note('For example: watch payments, watch DR-1042.'));
  }
  return message(
    `${rows.length === 1 ? '1 thing is' : `${rows.length} things are`} watched here.`,
    'neutral',
    table(['Watch', 'What', 'Told'], rows),
    actions(...here.slice(0, 5).map((each) => runs(`Stop watching ${each.title}`, `unwatch ${each.id}`))),
  );
};
