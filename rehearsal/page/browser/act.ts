import type { Deed } from '../deed-shapes.ts';
import type { Outcome } from '../seen.ts';

type WithoutWho<Some> = Some extends unknown ? Omit<Some, 'as'> : never;

/** Does something as whoever is played now. */
export type Act = (deed: WithoutWho<Deed>) => Promise<Outcome>;

export const createAct =
  (who: () => string): Act =>
  async (deed) => {
    try {
      const answer = await fetch('/deeds', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as: who(), ...deed }),
      });
      return (await answer.json()) as Outcome;
    } catch {
      return { notice: 'The rehearsal does not answer. Is it still running in your terminal?' };
    }
  };
