import { z } from 'zod';
import type { ChannelRef } from '../../src/ports/chat.ts';
import type { Subscription, Subscriptions } from '../../src/ports/subscriptions.ts';
import { answersOf } from './answers.ts';
import { channelShape, nameOfChannel } from './channel-shape.ts';
import type { Commit } from './commit.ts';
import type { GuardedStore } from './guarded-store.ts';

const subscriptionShape = z.object({
  id: z.string(),
  channel: channelShape,
  about: z.string(),
  title: z.string(),
  events: z.array(z.enum(['started', 'progress', 'completed', 'failed', 'health', 'rpo'])),
  everyPercent: z.number().optional(),
  by: z.string(),
});

/** They decide nothing, so a hold does not stop them; and people want to hear most when something went wrong. */
const EVEN_HELD = { evenHeld: true } as const;

export class RedisSubscriptions implements Subscriptions {
  readonly #store: GuardedStore;

  constructor(store: GuardedStore) {
    this.#store = store;
  }

  async add(wanted: Omit<Subscription, 'id'>): Promise<Subscription> {
    const { connection, keys } = this.#store;
    const id = `W-${await connection.redis.incr(keys.subscriptionNumber)}`;
    const subscription = { ...wanted, id };
    await this.#store.commit(() => ({
      checks: [],
      writes: [
        ['SET', keys.subscription(id), JSON.stringify(subscription)],
        ...this.#listsOf(subscription).map((list) => ['SADD', list, id] as const),
      ],
      ...EVEN_HELD,
    }));
    return subscription;
  }

  async remove(id: string): Promise<boolean> {
    const [found] = await this.#readAll([id]);
    if (!found) return false;
    const key = this.#store.keys.subscription(id);
    const removal = {
      checks: [{ kind: 'present', key }],
      writes: [['DEL', key], ...this.#listsOf(found).map((list) => ['SREM', list, id] as const)],
      ...EVEN_HELD,
    } as const satisfies Commit;
    return (await this.#store.commit(() => removal)).kind === 'written';
  }

  of(channel: ChannelRef): Promise<readonly Subscription[]> {
    return this.#readLists([this.#store.keys.subscriptionsOf(nameOfChannel(channel))]);
  }

  about(subjects: readonly string[]): Promise<readonly Subscription[]> {
    return this.#readLists(subjects.map((subject) => this.#store.keys.subscriptionsAbout(subject)));
  }

  all(): Promise<readonly Subscription[]> {
    return this.#readLists([this.#store.keys.subscriptions]);
  }

  #listsOf({ channel, about }: Pick<Subscription, 'channel' | 'about'>): readonly string[] {
    const { keys } = this.#store;
    return [keys.subscriptions, keys.subscriptionsOf(nameOfChannel(channel)), keys.subscriptionsAbout(about)];
  }

  async #readLists(lists: readonly string[]): Promise<readonly Subscription[]> {
    if (lists.length === 0) return [];
    const found = await this.#readAll(await this.#store.connection.redis.sunion(...lists));
    return found.toSorted((a, b) => numberOf(a) - numberOf(b));
  }

  async #readAll(ids: readonly string[]): Promise<readonly Subscription[]> {
    if (ids.length === 0) return [];
    const pipeline = this.#store.connection.redis.pipeline();
    for (const id of ids) pipeline.get(this.#store.keys.subscription(id));
    const answers = z.array(z.string().nullable()).parse(await answersOf(pipeline));
    return answers.flatMap((body) =>
      body === null ? [] : [subscriptionShape.parse(JSON.parse(body)) as Subscription],
    );
  }
}

function numberOf({ id }: Subscription): number {
  return Number(id.slice('W-'.length));
}
