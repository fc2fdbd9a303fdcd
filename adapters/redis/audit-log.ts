import type { AuditEvent, AuditLog, AuditQuery, AuditRecord, Note } from '../../src/ports/audit.ts';
import { readNotes } from './audit-notes.ts';
import { readRecord } from './audit-record.ts';
import type { Check } from './commit.ts';
import type { GuardedStore } from './guarded-store.ts';

interface RedisAuditLogOptions {
  readonly now: () => Date;
  /** Over the record, the hash before it included. */
  readonly hashOf: (record: Omit<AuditRecord, 'hash'>) => string;
  /** What the first record stands on. */
  readonly start: { readonly number: number; readonly hash: string };
}

interface Waiting {
  readonly event: AuditEvent;
  /** Where it lies until it is chained. */
  readonly note?: string;
  readonly resolve: (record: AuditRecord | undefined) => void;
  readonly reject: (error: unknown) => void;
}

interface Refused {
  readonly check: Check['kind'];
  readonly found: string;
}

const PAGE = 250;
const MOST_AT_ONCE = 200;
const FARTHEST_BACK = 20_000;
// Each loss means that another process wrote one, so this many in a row is no bad luck.
const MOST_TRIES = 1000;

/**
 * A stream whose ids are the records' numbers. The writer makes the hash, because Redis has no SHA-256, and so names the
 * record that it continues: of two that continue the same one, the second is refused and continues the first.
 */
export class RedisAuditLog implements AuditLog {
  readonly #store: GuardedStore;
  readonly #options: RedisAuditLogOptions;
  readonly #waiting: Waiting[] = [];
  #head: AuditRecord | undefined;
  #writing: Promise<void> | undefined;

  constructor(store: GuardedStore, options: RedisAuditLogOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** One write at a time from this process, with all that came meanwhile: it races others but never itself. */
  async append(event: AuditEvent): Promise<AuditRecord> {
    // Only of a note there may be no record.
    return (await this.#queue({ event })) as AuditRecord;
  }

  chain({ id, event }: Note): Promise<AuditRecord | undefined> {
    return this.#queue({ event, note: id });
  }

  async noted(): Promise<readonly Note[]> {
    const { connection, keys } = this.#store;
    return readNotes(await connection.redis.hgetall(keys.auditNotes));
  }

  async find({ most, since, who, what }: AuditQuery): Promise<readonly AuditRecord[]> {
    const found: AuditRecord[] = [];
    const wanted = what?.toLowerCase();
    let seen = 0;
    for await (const record of this.#newestFirst()) {
      seen += 1;
      if (since && new Date(record.at) < since) break;
      if (isBy(record, who) && isAbout(record, wanted)) found.push(record);
      if (found.length >= most || seen >= FARTHEST_BACK) break;
    }
    return found;
  }

  async *export(from = 1): AsyncIterable<AuditRecord> {
    const { connection, keys } = this.#store;
    let page: AuditRecord[];
    let next = from;
    do {
      page = recordsIn(await connection.redis.xrange(keys.audit, idOf(next), '+', 'COUNT', PAGE));
      yield* page;
      next = (page.at(-1)?.number ?? 0) + 1;
    } while (page.length === PAGE);
  }

  async head(): Promise<AuditRecord | undefined> {
    const { connection, keys } = this.#store;
    const body = await connection.redis.hget(keys.auditHead, 'body');
    return body ? readRecord(body) : undefined;
  }

  #queue(what: Pick<Waiting, 'event' | 'note'>): Promise<AuditRecord | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...what, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** It begins a moment later, so that what is appended together is written together. */
  async #writeAll(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeSome(this.#waiting.splice(0, MOST_AT_ONCE));
    this.#writing = undefined;
  }

  async #writeSome(waiting: readonly Waiting[]): Promise<void> {
    try {
      const records = await this.#append(waiting);
      for (const each of waiting) each.resolve(records.get(each));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** The record of each; of a note that another process has chained there is none. */
  async #append(waiting: readonly Waiting[]): Promise<ReadonlyMap<Waiting, AuditRecord>> {
    this.#head ??= await this.head();
    let left = waiting;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const records = this.#after(this.#head, left);
      const refused = await this.#write([...records.values()], left);
      if (!refused) {
        this.#head = [...records.values()].at(-1) ?? this.#head;
        return records;
      }
      if (refused.check === 'field') left = left.filter(({ note }) => note !== refused.found);
      else this.#head = refused.found ? readRecord(refused.found) : undefined;
    }
    throw new Error('The audit log is so busy that a record found no place in it.');
  }

  #after(head: AuditRecord | undefined, waiting: readonly Waiting[]): ReadonlyMap<Waiting, AuditRecord> {
    const { now, hashOf, start } = this.#options;
    let { number, hash } = head ?? start;
    const records = new Map<Waiting, AuditRecord>();
    for (const each of waiting) {
      number += 1;
      const record = { ...each.event, number, at: each.event.at ?? now().toISOString(), before: hash };
      hash = hashOf(record);
      records.set(each, { ...record, hash });
    }
    return records;
  }

  /** What stands against it: another head, or a note that is gone. Being held is itself worth a record. */
  async #write(records: readonly AuditRecord[], waiting: readonly Waiting[]): Promise<Refused | undefined> {
    const { auditHead, auditNotes, audit } = this.#store.keys;
    const bodies = records.map((record) => ({ number: record.number, body: JSON.stringify(record) }));
    const [first, last] = [bodies[0], bodies.at(-1)];
    if (!first || !last) return undefined;
    const notes = waiting.flatMap(({ note }) => note ?? []);
    const done = await this.#store.commit(() => ({
      checks: [
        { kind: 'document', key: auditHead, version: String(first.number - 1), time: 'whenever' },
        ...notes.map((field) => ({ kind: 'field', key: auditNotes, field }) as const),
      ],
      writes: [
        ['HSET', auditHead, 'version', String(last.number), 'body', last.body],
        ...bodies.map(({ number, body }) => ['XADD', audit, idOf(number), 'record', body] as const),
        ...notes.map((note) => ['HDEL', auditNotes, note] as const),
      ],
      evenHeld: true,
    }));
    return done.kind === 'refused' ? { check: done.check, found: done.found[0] ?? '' } : undefined;
  }

  async *#newestFirst(): AsyncIterable<AuditRecord> {
    const { connection, keys } = this.#store;
    let page: AuditRecord[];
    let last = '+';
    do {
      page = recordsIn(await connection.redis.xrevrange(keys.audit, last, '-', 'COUNT', PAGE));
      yield* page;
      last = idOf((page.at(-1)?.number ?? 1) - 1);
    } while (page.length === PAGE);
  }
}

function isBy({ person, account }: AuditRecord, who: string | undefined): boolean {
  return who === undefined || person === who || account === who;
}

function isAbout({ kind, about, what }: AuditRecord, wanted: string | undefined): boolean {
  if (wanted === undefined || kind === wanted || about?.toLowerCase() === wanted) return true;
  return what.toLowerCase().includes(wanted);
}

function idOf(number: number): string {
  return `${number}-0`;
}

function recordsIn(entries: readonly (readonly [id: string, fields: readonly string[]])[]): AuditRecord[] {
  return entries.map(([, fields]) => readRecord(fields[1] ?? ''));
}
