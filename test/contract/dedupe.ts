import { describe, expect, it } from 'vitest';
import type { Dedupe } from '../../src/ports/dedupe.ts';

/** What every `Dedupe` does. `make` gives one more replica's view of the same, at first empty, memory. */
export function describeDedupe(name: string, make: () => Promise<Dedupe>): void {
  describe(name, () => {
    it('is true for the first caller and false for the next', async () => {
      const dedupe = await make();

      const answers = [await dedupe.first('slack:Ev1', 60), await dedupe.first('slack:Ev1', 60)];

      expect(answers).toEqual([true, false]);
    });

    it('keeps keys apart', async () => {
      const dedupe = await make();

      const answers = [
        await dedupe.first('slack:Ev1', 60),
        await dedupe.first('slack:Ev2', 60),
        await dedupe.first('Slack:Ev1', 60),
      ];

      expect(answers).toEqual([true, true, true]);
    });

    it('remembers across replicas', async () => {
      const [one, other] = [await make(), await make()];

      const answers = [await one.first('teams:42', 60), await other.first('teams:42', 60)];

      expect(answers).toEqual([true, false]);
    });

    it('has one winner among many at the same time', async () => {
      const replicas = [await make(), await make(), await make()];

      const calls = replicas.flatMap((replica) => Array.from({ length: 20 }, () => replica.first('click', 60)));
      const answers = await Promise.all(calls);

      expect(answers.filter((first) => first)).toHaveLength(1);
    });

    it('takes any text as a key', async () => {
      const dedupe = await make();
      const keys = ['', ' ', 'a:b', '{x}', '__proto__', 'line\nbreak\0', '⛵ é'];

      const answers = [];
      for (const key of keys) answers.push(await dedupe.first(key, 60), await dedupe.first(key, 60));

      expect(answers).toEqual(keys.flatMap(() => [true, false]));
    });

    it('forgets when the time is over, however often it was asked meanwhile', async () => {
      const dedupe = await make();
      await dedupe.first('brief', 1);

      await expect.poll(() => dedupe.first('brief', 1), { interval: 100, timeout: 10_000 }).toBe(true);
    });
  });
}
