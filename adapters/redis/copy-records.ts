import { z } from 'zod';
import type { BegunCopy, CopyEnding, CopyLook, CopyRecord, CopyRecords } from '../../src/ports/copy-records.ts';
import { answersOf } from './answers.ts';
import type { Write } from './commit.ts';
import type { GuardedStore } from './guarded-store.ts';

const date = z.coerce.date();
const optionalText = z.string().optional();
const begunShape = z.object({
  copyId: z.string(),
  kind: z.enum(['restore-point', 'snapshot']),
  name: z.string(),
  sourceId: z.string(),
  region: z.string(),
  place: z.string(),
  vmId: optionalText,
  begunAt: date,
  operation: optionalText,
});
const share = z.object({
  name: z.string(),
  percent: z.number().optional(),
  sizeBytes: z.number().optional(),
  encryption: optionalText,
});
const lookShape = z.object({ at: date, disks: z.array(share) });
const endingShape = z.object({ outcome: z.enum(['arrived', 'failed', 'gone']), at: date, why: optionalText });
const rowShape = z.tuple([
  z.tuple([z.string().nullable(), z.string().nullable(), z.string().nullable()]),
  z.array(z.string()),
]);

/** Two weeks of news every ten minutes would be more; what is older is too old to tell a rate from. */
const MOST_LOOKS = 300;

/** Of a copy that has ended its age is of interest as long as anybody may restore it, and not for ever. */
const ENDED_KEPT_SECONDS = 400 * 86_400;

/** Whoever has not heard of an end by then is told no more; what was listed longer ago is as if it never was. */
const NEWS_SECONDS = 2 * 86_400;

/** They decide nothing, so a hold does not stop them: a copy goes on whatever became of Redis. */
const EVEN_HELD = { evenHeld: true } as const;

export class RedisCopyRecords implements CopyRecords {
  readonly #store: GuardedStore;

  constructor(store: GuardedStore) {
    this.#store = store;
  }

  async begin(copy: BegunCopy): Promise<void> {
    const { keys } = this.#store;
    const { copyId, vmId, place, operation } = copy;
    const at = String(copy.begunAt.getTime());
    const writes: readonly Write[] = [
      ['HSET', keys.copy(copyId), 'body', JSON.stringify(copy)],
      ['SADD', keys.copiesUnfinished, copyId],
      ...(vmId ? [['ZADD', keys.copiesOf(vmId), at, copyId] as const] : []),
      ...(operation ? [['ZADD', keys.copiesInto(place), at, copyId] as const] : []),
    ];
    await this.#store.commit(() => ({
      checks: [{ kind: 'absent', key: keys.copy(copyId) }],
      writes,
      ...EVEN_HELD,
    }));
  }

  async look(copyId: string, look: CopyLook): Promise<void> {
    const { keys, connection } = this.#store;
    const [key, list] = [keys.copy(copyId), keys.copyLooks(copyId)];
    const last = await connection.redis.lindex(list, -1);
    const news: readonly Write[] = isNew(look, last)
      ? [
          ['RPUSH', list, JSON.stringify(look)],
          ['LTRIM', list, String(-MOST_LOOKS), '-1'],
        ]
      : [];
    await this.#store.commit(() => ({
      checks: [{ kind: 'present', key }],
      writes: [['HSET', key, 'lookedAt', look.at.toISOString()], ...news],
      ...EVEN_HELD,
    }));
  }

  async end(copyId: string, ending: CopyEnding): Promise<void> {
    const { keys } = this.#store;
    const key = keys.copy(copyId);
    await this.#store.commit(() => ({
      checks: [{ kind: 'present', key }],
      writes: [
        ['HSET', key, 'ended', JSON.stringify(ending)],
        ['SREM', keys.copiesUnfinished, copyId],
        ['ZADD', keys.copiesUntold, String(ending.at.getTime()), copyId],
        ['ZREMRANGEBYSCORE', keys.copiesUntold, '-inf', String(ending.at.getTime() - NEWS_SECONDS * 1000)],
        ['EXPIRE', key, String(ENDED_KEPT_SECONDS)],
        ['EXPIRE', keys.copyLooks(copyId), String(ENDED_KEPT_SECONDS)],
      ],
      ...EVEN_HELD,
    }));
  }

  async told(copyId: string): Promise<void> {
    const { connection, keys } = this.#store;
    await connection.redis.zrem(keys.copiesUntold, copyId);
  }

  async listed(place: string, at: Date): Promise<Date | undefined> {
    const { connection, keys } = this.#store;
    const key = keys.copiesListed(place);
    const before = await connection.redis.get(key);
    await connection.redis.set(key, at.toISOString(), 'EX', NEWS_SECONDS);
    return before === null ? undefined : new Date(before);
  }

  async read(copyId: string): Promise<CopyRecord | undefined> {
    const [found] = await this.#readAll([copyId]);
    return found;
  }

  async ofMachine(vmId: string): Promise<readonly CopyRecord[]> {
    const { connection, keys } = this.#store;
    const list = keys.copiesOf(vmId);
    const ids = await connection.redis.zrevrange(list, 0, -1);
    const found = await this.#readAll(ids);
    await this.#forget(list, ids, found);
    return found;
  }

  async begunInto(place: string, since: Date): Promise<readonly CopyRecord[]> {
    const { connection, keys } = this.#store;
    const list = keys.copiesInto(place);
    const ids = await connection.redis.zrangebyscore(list, since.getTime(), '+inf');
    const found = await this.#readAll(ids);
    await this.#forget(list, ids, found);
    return found;
  }

  async unfinished(): Promise<readonly CopyRecord[]> {
    const { connection, keys } = this.#store;
    return this.#readAll((await connection.redis.smembers(keys.copiesUnfinished)).toSorted());
  }

  async untold(): Promise<readonly CopyRecord[]> {
    const { connection, keys } = this.#store;
    return this.#readAll(await connection.redis.zrange(keys.copiesUntold, '0', '-1'));
  }

  /** What expired leaves its name in the lists: whoever comes across it takes it out. */
  async #forget(list: string, ids: readonly string[], found: readonly CopyRecord[]): Promise<void> {
    const there = new Set(found.map(({ copyId }) => copyId));
    const gone = ids.filter((id) => !there.has(id));
    if (gone.length > 0) await this.#store.connection.redis.zrem(list, ...gone);
  }

  async #readAll(ids: readonly string[]): Promise<readonly CopyRecord[]> {
    if (ids.length === 0) return [];
    const { connection, keys } = this.#store;
    const pipeline = connection.redis.pipeline();
    for (const id of ids) {
      pipeline.hmget(keys.copy(id), 'body', 'lookedAt', 'ended');
      pipeline.lrange(keys.copyLooks(id), 0, -1);
    }
    const answers = await answersOf(pipeline);
    return ids.flatMap((_, at) => recordOf(rowShape.parse(answers.slice(2 * at, 2 * at + 2))));
  }
}

function recordOf([[body, lookedAt, ended], looks]: z.infer<typeof rowShape>): readonly CopyRecord[] {
  if (body === null) return [];
  return [
    {
      ...begunShape.parse(JSON.parse(body)),
      looks: looks.map((look) => lookShape.parse(JSON.parse(look))),
      ...(lookedAt !== null && { lookedAt: new Date(lookedAt) }),
      ...(ended !== null && { ended: endingShape.parse(JSON.parse(ended)) }),
    },
  ];
}

function isNew({ disks }: CopyLook, last: string | null): boolean {
  return last === null || JSON.stringify(lookShape.parse(JSON.parse(last)).disks) !== JSON.stringify(disks);
}
