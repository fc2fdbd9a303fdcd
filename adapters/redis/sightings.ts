import { z } from 'zod';
import type { LastSeen, Sightings } from '../../src/ports/sightings.ts';
import { answersOf } from './answers.ts';
import type { GuardedStore } from './guarded-store.ts';

const seenShape = z.object({ state: z.string(), version: z.number(), owing: z.literal(true).optional() });
const KEPT_SECONDS = 30 * 86_400;

export class RedisSightings implements Sightings {
  readonly #store: GuardedStore;
  readonly #now: () => Date;

  constructor(store: GuardedStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async since(): Promise<Date | undefined> {
    const { connection, keys } = this.#store;
    if (await connection.redis.setnx(keys.sightings, this.#now().toISOString())) return undefined;
    return new Date((await connection.redis.get(keys.sightings)) ?? 0);
  }

  async last(wanted: readonly string[]): Promise<ReadonlyMap<string, LastSeen>> {
    if (wanted.length === 0) return new Map();
    const { connection, keys } = this.#store;
    const texts = z
      .array(z.string().nullable())
      .parse(await connection.redis.mget(...wanted.map((key) => keys.sighting(key))));
    return new Map(
      wanted.flatMap((key, at) => (texts[at] ? [[key, seenShape.parse(JSON.parse(texts[at]))] as const] : [])),
    );
  }

  async keep(seen: ReadonlyMap<string, LastSeen>): Promise<void> {
    if (seen.size === 0) return;
    const { connection, keys } = this.#store;
    const pipeline = connection.redis.pipeline();
    for (const [key, value] of seen) pipeline.set(keys.sighting(key), JSON.stringify(value), 'EX', KEPT_SECONDS);
    await answersOf(pipeline);
  }
}
