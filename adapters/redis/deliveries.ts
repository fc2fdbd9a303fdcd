import { z } from 'zod';
import type { ChannelRef } from '../../src/ports/chat.ts';
import type { Claim, Deliveries, Delivery, News } from '../../src/ports/deliveries.ts';
import { channelShape, nameOfChannel } from './channel-shape.ts';
import { newsOf } from './due.ts';
import type { GuardedStore } from './guarded-store.ts';
import { scriptOf } from './script.ts';

const messageShape = z.object({ channel: channelShape, id: z.string() });
const deliveryShape = z.object({
  channel: channelShape,
  card: messageShape.optional(),
  shown: z.number(),
  shownAt: z.number(),
  asked: z.array(z.object({ milestone: z.string(), message: messageShape })).optional(),
  troubledSince: z.number().optional(),
  givenUp: z.literal(true).optional(),
});

const KEPT_SECONDS = 30 * 86_400;
/** Longer than any chat takes to answer; whoever claimed it is gone by then. */
const CLAIM_MILLISECONDS = 120_000;
/** What is told decides nothing, so a hold does not stop it. */
const EVEN_HELD = { evenHeld: true } as const;

const claim = scriptOf(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found == 'told' then return 'told' end
if found and tonumber(found) > now then return 'held' end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ARGV[2]))
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 'mine'
`);
const claimShape = z.enum(['mine', 'held', 'told']) satisfies z.ZodType<Claim>;

export class RedisDeliveries implements Deliveries, News {
  readonly #store: GuardedStore;

  constructor(store: GuardedStore) {
    this.#store = store;
  }

  async of(subject: string): Promise<readonly Delivery[]> {
    const { connection, keys } = this.#store;
    const texts = await connection.redis.hvals(keys.deliveries(subject));
    return texts.map((text) => deliveryShape.parse(JSON.parse(text)) as Delivery);
  }

  async keep(subject: string, delivery: Delivery): Promise<void> {
    const key = this.#store.keys.deliveries(subject);
    await this.#store.commit(() => ({
      checks: [],
      writes: [
        ['HSET', key, nameOfChannel(delivery.channel), JSON.stringify(delivery)],
        ['EXPIRE', key, String(KEPT_SECONDS)],
      ],
      ...EVEN_HELD,
    }));
  }

  async claim(subject: string, channel: ChannelRef, milestone: string): Promise<Claim> {
    const { connection, keys } = this.#store;
    const given = [fieldOf(channel, milestone), String(CLAIM_MILLISECONDS), String(KEPT_SECONDS)];
    return claimShape.parse(await claim(connection.redis, [keys.milestones(subject)], given));
  }

  async told(subject: string, channel: ChannelRef, milestone: string): Promise<void> {
    const { connection, keys } = this.#store;
    await connection.redis.hset(keys.milestones(subject), fieldOf(channel, milestone), 'told');
  }

  async release(subject: string, channel: ChannelRef, milestone: string): Promise<void> {
    const { connection, keys } = this.#store;
    await connection.redis.hdel(keys.milestones(subject), fieldOf(channel, milestone));
  }

  async settle(operation: string, version: number, againInMs?: number): Promise<void> {
    const { keys } = this.#store;
    const member = newsOf(operation);
    await this.#store.commit((stamp) => ({
      checks: [{ kind: 'length', key: keys.journal(operation), length: version }],
      writes: [
        againInMs === undefined ? ['ZREM', keys.due, member] : ['ZADD', keys.due, stamp.time(againInMs), member],
      ],
      ...EVEN_HELD,
    }));
  }
}

const fieldOf = (channel: ChannelRef, milestone: string): string => `${nameOfChannel(channel)} ${milestone}`;
