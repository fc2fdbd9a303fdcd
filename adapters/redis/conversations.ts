import { z } from 'zod';
import type { Conversations, KnownConversation } from '../../src/ports/conversations.ts';
import type { RedisConnection } from './connection.ts';
import { keysOf } from './keys.ts';

const shape = z.object({
  tenant: z.string(),
  id: z.string(),
  serviceUrl: z.string(),
  person: z.string().optional(),
});

/** They decide nothing and are renewed by whatever comes in, so they are written without the guard. */
export class RedisConversations implements Conversations {
  readonly #connection: RedisConnection;
  readonly #keys: ReturnType<typeof keysOf>;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
    this.#keys = keysOf(connection);
  }

  async keep(conversation: KnownConversation): Promise<void> {
    const { tenant, id, serviceUrl, person } = conversation;
    const { conversations, conversationsOfPeople, serviceUrls } = this.#keys;
    const all = this.#connection.redis.multi().hset(conversations, field(tenant, id), JSON.stringify(conversation));
    if (person !== undefined) all.hset(conversationsOfPeople, field(tenant, person), id);
    await all.hset(serviceUrls, tenant, serviceUrl).exec();
  }

  async find(tenant: string, id: string): Promise<KnownConversation | undefined> {
    const found = await this.#connection.redis.hget(this.#keys.conversations, field(tenant, id));
    return found === null ? undefined : (shape.parse(JSON.parse(found)) as KnownConversation);
  }

  async ofPerson(tenant: string, person: string): Promise<KnownConversation | undefined> {
    const id = await this.#connection.redis.hget(this.#keys.conversationsOfPeople, field(tenant, person));
    return id === null ? undefined : this.find(tenant, id);
  }

  async serviceUrlOf(tenant: string): Promise<string | undefined> {
    return (await this.#connection.redis.hget(this.#keys.serviceUrls, tenant)) ?? undefined;
  }

  async drop(tenant: string, id: string): Promise<boolean> {
    return (await this.#connection.redis.hdel(this.#keys.conversations, field(tenant, id))) === 1;
  }
}

const field = (tenant: string, name: string): string => JSON.stringify([tenant, name]);
