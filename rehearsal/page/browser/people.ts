import type { Stage } from '../seen.ts';
import { element } from './element.ts';

/** Who is played now: one of the cast. */
export const createPeople = (people: Stage['people'], be: (who: string) => void): readonly HTMLElement[] =>
  people.map(({ id, name, part }, at) =>
    element(
      'label',
      {},
      element('input', { type: 'radio', name: 'me', value: id, checked: at === 0, change: () => be(id) }),
      element('b', {}, name),
      element('span', {}, part),
    ),
  );
