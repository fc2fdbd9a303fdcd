import { createLanes } from './lanes.ts';
import type { Time } from './time.ts';

/** What is shown next, and when it has been. */
interface Waiting<State> {
  state: State;
  readonly shown: Promise<void>;
}

/**
 * Edits of one message one behind the other, no oftener than `everyMs`: what comes in meanwhile replaces what waits,
 * and the last state is always shown. A state that the platform refuses does not stop the next one.
 */
export const createEdits = <State>(show: (state: State) => Promise<void>, everyMs: number, { now, sleep }: Time) => {
  const lanes = createLanes();
  const waiting = new Map<string, Waiting<State>>();
  const lastAt = new Map<string, number>();

  const showNext = async (key: string): Promise<void> => {
    for (const [other, at] of lastAt) if (at + everyMs <= now()) lastAt.delete(other);
    const last = lastAt.get(key);
    if (last !== undefined) await sleep(last + everyMs - now());
    const { state } = waiting.get(key) as Waiting<State>;
    waiting.delete(key);
    lastAt.set(key, now());
    await show(state);
  };

  return (key: string, state: State): Promise<void> => {
    const next = waiting.get(key);
    if (next) {
      next.state = state;
      return next.shown;
    }
    const shown = lanes(key, () => showNext(key));
    waiting.set(key, { state, shown });
    return shown;
  };
};
