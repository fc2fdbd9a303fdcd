import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Identities, Link, LinkedAccount } from '../../src/ports/identities.ts';
import type { GuardedStore } from './guarded-store.ts';

const accountShape = z.object({
  platform: z.enum(['slack', 'teams']),
  tenant: z.string(),
  id: z.string(),
  name: z.string(),
});
const bodyShape = z.object({ person: z.string(), account: accountShape, provedBy: accountShape });
const confirmedShape = z.object({ person: z.string(), name: z.string() });

export class RedisIdentities implements Identities {
  readonly #store: GuardedStore;

  constructor(store: GuardedStore) {
    this.#store = store;
  }

  async offer(code: string, account: LinkedAccount, forSeconds: number): Promise<void> {
    const { connection, keys } = this.#store;
    await connection.redis.set(keys.linkCode(hashOf(code)), JSON.stringify(account), 'EX', forSeconds);
  }

  async take(code: string): Promise<LinkedAccount | undefined> {
    const { connection, keys } = this.#store;
    const key = keys.linkCode(hashOf(code));
    const found = await connection.redis.get(key);
    // Two may have read it: it belongs to the one who removes it.
    if (found === null || (await connection.redis.del(key)) === 0) return undefined;
    return accountShape.parse(JSON.parse(found));
  }

  async add(wanted: Omit<Link, 'id' | 'confirmed'>): Promise<Link | 'linked-already' | 'held'> {
    const { connection, keys } = this.#store;
    const id = `L-${await connection.redis.incr(keys.linkNumber)}`;
    const ofAccount = keys.linkOf(nameOf(wanted.account));
    const committed = await this.#store.commit(() => ({
      checks: [{ kind: 'absent', key: ofAccount }],
      writes: [
        ['SET', ofAccount, id],
        ['HSET', keys.link(id), 'body', JSON.stringify(wanted)],
      ],
      replicate: true,
    }));
    if (committed.kind === 'held') return 'held';
    return committed.kind === 'written' ? { ...wanted, id } : 'linked-already';
  }

  async of(account: Omit<LinkedAccount, 'name'>): Promise<Link | undefined> {
    const id = await this.#store.connection.redis.get(this.#store.keys.linkOf(nameOf(account)));
    return id === null ? undefined : this.read(id);
  }

  async read(id: string): Promise<Link | undefined> {
    const key = this.#store.keys.link(id);
    const [body, confirmed] = await this.#store.connection.redis.hmget(key, 'body', 'confirmed');
    if (!body) return undefined;
    const link = { id, ...bodyShape.parse(JSON.parse(body)) };
    return confirmed ? { ...link, confirmed: confirmedShape.parse(JSON.parse(confirmed)) } : link;
  }

  async confirm(id: string, by: NonNullable<Link['confirmed']>): Promise<Link | 'gone' | 'held'> {
    const key = this.#store.keys.link(id);
    const committed = await this.#store.commit(() => ({
      checks: [{ kind: 'present', key }],
      writes: [['HSET', key, 'confirmed', JSON.stringify(by)]],
      replicate: true,
    }));
    if (committed.kind === 'held') return 'held';
    return (await this.read(id)) ?? 'gone';
  }

  /** Taking something away must work even while everything is held. */
  async remove(id: string): Promise<Link | undefined> {
    const { keys } = this.#store;
    const found = await this.read(id);
    if (!found) return undefined;
    const committed = await this.#store.commit(() => ({
      checks: [{ kind: 'present', key: keys.link(id) }],
      writes: [
        ['DEL', keys.link(id)],
        ['DEL', keys.linkOf(nameOf(found.account))],
      ],
      evenHeld: true,
      replicate: true,
    }));
    return committed.kind === 'written' ? found : undefined;
  }
}

/** Whoever reads the store shall not find codes in it. */
function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

function nameOf({ platform, tenant, id }: Omit<LinkedAccount, 'name'>): string {
  return JSON.stringify([platform, tenant, id]);
}
