import { describe, expect, it } from 'vitest';
import type { Sightings } from '../../src/ports/sightings.ts';

/** What every `Sightings` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeSightings(name: string, make: () => Promise<Sightings>): void {
  describe(name, () => {
    it('knows when the first round was, and that there was none before it', async () => {
      const [one, other] = [await make(), await make()];

      expect(await one.since()).toBeUndefined();
      const since = await other.since();

      expect(since).toBeInstanceOf(Date);
      expect(await one.since()).toEqual(since);
    });

    it('remembers how things stood, for every replica', async () => {
      const [one, other] = [await make(), await make()];
      await one.keep(new Map([['job:1', { state: 'running 40', version: 1 }]]));
      await one.keep(new Map([['job:1', { state: 'succeeded', version: 2, owing: true }]]));

      expect(await other.last(['job:1', 'job:2'])).toEqual(
        new Map([['job:1', { state: 'succeeded', version: 2, owing: true }]]),
      );
      await other.keep(new Map([['job:1', { state: 'succeeded', version: 2 }]]));
      expect(await one.last(['job:1'])).toEqual(new Map([['job:1', { state: 'succeeded', version: 2 }]]));
      expect(await other.last([])).toEqual(new Map());
    });
  });
}
