import type { SeenMessage } from '../seen.ts';

/** What each person has had before their eyes. */
export const createUnseen = () => {
  const seen = new Map<string, Set<string>>();
  const of = (who: string): Set<string> => {
    const theirs = seen.get(who) ?? new Set();
    seen.set(who, theirs);
    return theirs;
  };
  return {
    look: (who: string, messages: readonly SeenMessage[]): void => {
      for (const { key } of messages) of(who).add(key);
    },
    isNew: (who: string, messages: readonly SeenMessage[]): boolean => messages.some(({ key }) => !of(who).has(key)),
  };
};
