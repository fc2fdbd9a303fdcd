import type { Time } from './pace.ts';

interface Card<State> {
  next: State | undefined;
  /** Settles when what is next has been shown. */
  shown: Promise<void>;
  lastAt: number;
}

/**
 * Edits of one card one behind the other, no oftener than `everyMs`: what comes in meanwhile replaces what waits,
 * and the last state is always shown.
 */
export const createEdits = <State>(
  show: (key: string, state: State) => Promise<void>,
  everyMs: number,
  { now, sleep }: Time,
) => {
  const cards = new Map<string, Card<State>>();
  const run = async (key: string, card: Card<State>): Promise<void> => {
    const early = card.lastAt + everyMs - now();
    if (early > 0) await sleep(early);
    const state = card.next as State;
    card.next = undefined;
    card.lastAt = now();
    await show(key, state);
  };
  return (key: string, state: State): Promise<void> => {
    const card = cards.get(key) ?? { next: undefined, shown: Promise.resolve(), lastAt: Number.NEGATIVE_INFINITY };
    const waits = card.next !== undefined;
    card.next = state;
    if (waits) return card.shown;
    cards.set(key, card);
    // A state that Slack refused must not stop the next one.
    const before = card.shown.catch(() => {});
    const shown = before.then(() => run(key, card));
    card.shown = shown;
    const forget = () => {
      if (card.shown === shown) cards.delete(key);
    };
    void shown
      .catch(() => {})
      .then(() => sleep(everyMs))
      .then(forget);
    return shown;
  };
};
