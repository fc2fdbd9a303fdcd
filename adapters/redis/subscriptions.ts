import { z } from 'zod';
import type { ChannelRef, MessageRef } from '../../src/ports/chat.ts';
import type { Subscription, Subscriptions } from '../../src/ports/subscriptions.ts';
import { answersOf } from './answers.ts';
import type { Commit } from './commit.ts';
import type { GuardedStore } from './guarded-store.ts';

const channelShape = z.object({
  platform: z.enum(['slack', 'teams', 'terminal']),
  tenant: z.string(),
  id: z.string(),
  personal: z.boolean(),
  sharedOutside: z.boolean(),
});
const subscriptionShape = z.object({
  id: z.string(),
  channel: channelShape,
  about: z.string(),
  events: z.array(z.enum(['started', 'progress', 'completed', 'failed', 'health', 'rpo'])),
  everyPercent: z.number().optional(),
  by: z.string(),
});
const cardShape = z.object({ channel: channelShape, id: z.string() });

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
    const { card, ...kept } = wanted;
    const subscription = { ...kept, id };
    await this.#store.commit(() => ({
      checks: [],
      writes: [
        ['HSET', keys.subscription(id), 'body', JSON.stringify(subscription)],
        ...(card ? [['HSET', keys.subscription(id), 'card', JSON.stringify(card)] as const] : []),
        ...this.#listsOf(subscription).map((list) => ['SADD', list, id] as const),
      ],
      ...EVEN_HELD,
    }));
    return { ...wanted, id };
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
    return this.#readLists([this.#store.keys.subscriptionsOf(nameOf(channel))]);
  }

  about(subjects: readonly string[]): Promise<readonly Subscription[]> {
    return this.#readLists(subjects.map((subject) => this.#store.keys.subscriptionsAbout(subject)));
  }

  async keepCard(id: string, card: MessageRef): Promise<void> {
    const key = this.#store.keys.subscription(id);
    await this.#store.commit(() => ({
      checks: [{ kind: 'present', key }],
      writes: [['HSET', key, 'card', JSON.stringify(card)]],
      ...EVEN_HELD,
    }));
  }

  #listsOf({ channel, about }: Pick<Subscription, 'channel' | 'about'>): readonly string[] {
    const { keys } = this.#store;
    return [keys.subscriptionsOf(nameOf(channel)), keys.subscriptionsAbout(about)];
  }

  async #readLists(lists: readonly string[]): Promise<readonly Subscription[]> {
    if (lists.length === 0) return [];
    const found = await this.#readAll(await this.#store.connection.redis.sunion(...lists));
    return found.toSorted((a, b) => numberOf(a) - numberOf(b));
  }

  async #readAll(ids: readonly string[]): Promise<readonly Subscription[]> {
    if (ids.length === 0) return [];
    const pipeline = this.#store.connection.redis.pipeline();
    for (const id of ids) pipeline.hmget(this.#store.keys.subscription(id), 'body', 'card');
    const answers = z.array(z.tuple([z.string().nullable(), z.string().nullable()])).parse(await answersOf(pipeline));
    return answers.flatMap(([body, card]) => (body === null ? [] : readSubscription(body, card)));
  }
}

function readSubscription(body: string, card: string | null): Subscription {
  const subscription = subscriptionShape.parse(JSON.parse(body)) as Subscription;
  return card === null ? subscription : { ...subscription, card: cardShape.parse(JSON.parse(card)) };
}

/** What tells channels apart; who is in one may change. */
function nameOf({ platform, tenant, id }: ChannelRef): string {
  return JSON.stringify([platform, tenant, id]);
}

function numberOf({ id }: Subscription): number {
  return Number(id.slice('W-'.length));
}
