import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Freshness } from '../../../src/ports/azure/reading.ts';
import type { Lane } from './call.ts';

interface Question {
  readonly key: string;
  readonly how: Freshness;
  readonly forMs: number;
  /** Nobody at a chat waits for a request that makes room for others. */
  readonly lane: Lane;
}

interface Kept {
  readonly value: unknown;
  readonly at: number;
}

export interface Sharing {
  /**
   * Equal readings at the same time are one request. `shared` takes an answer not older than `forMs`, or one that is
   * on its way; `fresh` takes only one whose request is yet to be sent. Failures are kept for nobody.
   */
  share<Value>(question: Question, ask: () => Promise<Value>): Promise<Value>;
}

const most = 1000;

export const createSharing = ({ monotonic }: { readonly monotonic: () => number }): Sharing => {
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<unknown>>();

  const keep = (key: string, value: unknown): void => {
    kept.delete(key);
    kept.set(key, { value, at: monotonic() });
    const oldest = kept.size > most ? kept.keys().next() : undefined;
    if (oldest?.done === false) kept.delete(oldest.value);
  };

  const begin = async ({ key }: Question, place: string, ask: () => Promise<unknown>): Promise<unknown> => {
    // Those who ask in the same turn join; those who come while another request runs wait for it, then ask together.
    await nextTurn();
    await running.get(place)?.catch(() => undefined);
    next.delete(place);
    const asked = ask();
    running.set(place, asked);
    try {
      const value = await asked;
      keep(key, value);
      return value;
    } finally {
      if (running.get(place) === asked) running.delete(place);
    }
  };

  const join = ({ key, how, forMs }: Question, place: string): Promise<unknown> | undefined => {
    if (how === 'fresh') return next.get(place);
    const known = kept.get(key);
    if (known !== undefined && monotonic() - known.at <= forMs) return Promise.resolve(known.value);
    return running.get(place) ?? next.get(place);
  };

  return {
    share<Value>(question: Question, ask: () => Promise<Value>): Promise<Value> {
      const place = `${question.lane} ${question.key}`;
      const joined = join(question, place);
      if (joined !== undefined) return joined as Promise<Value>;
      const begun = begin(question, place, ask);
      next.set(place, begun);
      return begun as Promise<Value>;
    },
  };
};
