import { z } from 'zod';
import type { WorkerIdentity } from '../../src/ports/worker-identity.ts';
import type { GuardedStore } from './guarded-store.ts';

const objectIdShape = z.guid();

/** Nothing is decided by it, so that it may be lost and said again. */
export class RedisWorkerIdentity implements WorkerIdentity {
  readonly #store: GuardedStore;

  constructor(store: GuardedStore) {
    this.#store = store;
  }

  async is(objectId: string): Promise<void> {
    const { connection, keys } = this.#store;
    await connection.redis.set(keys.workerIdentity, objectIdShape.parse(objectId));
  }

  async objectId(): Promise<string | undefined> {
    const { connection, keys } = this.#store;
    return objectIdShape.safeParse(await connection.redis.get(keys.workerIdentity)).data;
  }
}
