import type { Entry } from '../../src/operations/entry.ts';
import type { Journal } from '../../src/ports/journal.ts';

/** The worker's process is gone; nothing after this happened. */
export class Died extends Error {}

type Dying = (journal: Journal) => Journal;

/** Dies once a step when its intent is written and nothing has been sent. */
export const beforeSending = (): Dying => dying(isIntent, 'after');

/** Dies once a step when Azure has answered and nobody has written it down. */
export const beforeRecording = (): Dying => dying(isAnswer, 'before');

/** Dies after everything that it writes down, each time once. */
export const afterEachEntry = (): Dying => dying(() => true, 'after');

const isIntent = ({ kind }: Entry): boolean => kind === 'intended';
const isAnswer = ({ kind }: Entry): boolean => ['accepted', 'failed', 'unknown', 'not-sent'].includes(kind);

const dying = (when: (entry: Entry) => boolean, moment: 'before' | 'after'): Dying => {
  const died = new Set<string>();
  const dies = (entries: readonly Entry[]): boolean => {
    const mortal = entries.filter(when).map((entry) => `${entry.kind} ${'step' in entry ? entry.step : ''}`);
    const isFirst = mortal.some((each) => !died.has(each));
    for (const each of mortal) died.add(each);
    return isFirst;
  };
  return (journal) =>
    Object.assign(Object.create(journal) as Journal, {
      read: journal.read.bind(journal),
      postpone: journal.postpone.bind(journal),
      append: async (...[id, version, entries, wakeAt]: Parameters<Journal['append']>) => {
        const last = dies(entries);
        if (last && moment === 'before') throw new Died();
        const written = await journal.append(id, version, entries, wakeAt);
        if (last) throw new Died();
        return written;
      },
    });
};
