import type { SeenMessage } from '../seen.ts';
import type { Act } from './act.ts';
import { refreshesItself } from './teams/card.ts';

/** As Teams does when a card comes into view: asks for the one that is for this person, once for each version. */
export const createOwnCards = (act: Act) => {
  const asked = new Set<string>();
  return (who: string, inView: readonly SeenMessage[]): void => {
    for (const { key, id, edits, card } of inView) {
      const version = `${who} ${key} ${edits}`;
      if (!refreshesItself(card) || asked.has(version)) continue;
      asked.add(version);
      void act({ deed: 'teams-views', message: id });
    }
  };
};
