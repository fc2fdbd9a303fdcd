import { z } from 'zod';
import type { AuditEvent, AuditLog, AuditQuery, AuditRecord } from '../../src/ports/audit.ts';
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
  readonly resolve: (record: AuditRecord) => void;
  readonly reject: (error: unknown) => void;
}

const PAGE = 250;
const MOST_AT_ONCE = 200;
const FARTHEST_BACK = 20_000;
// Each loss means that another process wrote one, so this many in a row is no bad luck.
const MOST_TRIES = 1000;

/** Loose: what somebody added later belongs to what the hash is about. */
const recordShape = z.looseObject({
  kind: z.enum(['command', 'decision', 'refusal', 'plan', 'azure-call', 'delivery', 'operation', 'policy', 'store']),
  person: z.string().optional(),
  account: z.string().optional(),
  about: z.string().optional(),
  what: z.string(),
  facts: z.record(z.string(), z.string()).optional(),
  number: z.int().positive(),
  at: z.string(),
  before: z.string(),
  hash: z.string(),
});

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
  append(event: AuditEvent): Promise<AuditRecord> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
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

  /** It begins a moment later, so that what is appended together is written together. */
  async #writeAll(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeSome(this.#waiting.splice(0, MOST_AT_ONCE));
    this.#writing = undefined;
  }

  async #writeSome(waiting: readonly Waiting[]): Promise<void> {
    try {
      const records = await this.#append(waiting.map(({ event }) => event));
      for (const [index, { resolve }] of waiting.entries()) resolve(records[index] as AuditRecord);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #append(events: readonly AuditEvent[]): Promise<readonly AuditRecord[]> {
    this.#head ??= await this.head();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const records = this.#after(this.#head, events);
      const found = await this.#write(records);
      if (found === undefined) {
        this.#head = records.at(-1);
        return records;
      }
      this.#head = found ? readRecord(found) : undefined;
    }
    throw new Error('The audit log is so busy that a record found no place in it.');
  }

  #after(head: AuditRecord | undefined, events: readonly AuditEvent[]): readonly AuditRecord[] {
    const { now, hashOf, start } = this.#options;
    let { number, hash } = head ?? start;
    return events.map((event) => {
      number += 1;
      const record = { ...event, number, at: event.at ?? now().toISOString(), before: hash };
      hash = hashOf(record);
      return { ...record, hash };
    });
  }

  /** The head that is there instead, where the records do not continue it. Being held is itself worth a record. */
  async #write(records: readonly AuditRecord[]): Promise<string | undefined> {
    const { keys } = this.#store;
    const bodies = records.map((record) => ({ number: record.number, body: JSON.stringify(record) }));
    const [first, last] = [bodies[0], bodies.at(-1)];
    if (!first || !last) return undefined;
    const done = await this.#store.commit(() => ({
      checks: [{ kind: 'document', key: keys.auditHead, version: String(first.number - 1), time: 'whenever' }],
      writes: [
        ['HSET', keys.auditHead, 'version', String(last.number), 'body', last.body],
        ...bodies.map(({ number, body }) => ['XADD', keys.audit, idOf(number), 'record', body] as const),
      ],
      evenHeld: true,
    }));
    return done.kind === 'refused' ? (done.found[0] ?? '') : undefined;
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

function readRecord(body: string): AuditRecord {
  return recordShape.parse(JSON.parse(body)) as AuditRecord;
}
