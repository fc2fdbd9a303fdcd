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

const PAGE = 250;
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
  #head: AuditRecord | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: GuardedStore, options: RedisAuditLogOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** One at a time from this process, so that it races others but never itself. */
  append(event: AuditEvent): Promise<AuditRecord> {
    const appended = this.#turn.then(() => this.#append(event));
    this.#turn = appended.catch(() => {});
    return appended;
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

  async *export(): AsyncIterable<AuditRecord> {
    const { connection, keys } = this.#store;
    let page: AuditRecord[];
    let next = 1;
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

  async #append(event: AuditEvent): Promise<AuditRecord> {
    this.#head ??= await this.head();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const record = this.#after(this.#head, event);
      const found = await this.#write(record);
      if (found === undefined) {
        this.#head = record;
        return record;
      }
      this.#head = found ? readRecord(found) : undefined;
    }
    throw new Error('The audit log is so busy that a record found no place in it.');
  }

  #after(head: AuditRecord | undefined, event: AuditEvent): AuditRecord {
    const { now, hashOf, start } = this.#options;
    const { number, hash: before } = head ?? start;
    const record = { ...event, number: number + 1, at: now().toISOString(), before };
    return { ...record, hash: hashOf(record) };
  }

  /** The head that is there instead, where the record does not continue it. Being held is itself worth a record. */
  async #write(record: AuditRecord): Promise<string | undefined> {
    const { keys } = this.#store;
    const body = JSON.stringify(record);
    const done = await this.#store.commit(() => ({
      checks: [{ kind: 'document', key: keys.auditHead, version: String(record.number - 1), time: 'whenever' }],
      writes: [
        ['HSET', keys.auditHead, 'version', String(record.number), 'body', body],
        ['XADD', keys.audit, idOf(record.number), 'record', body],
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
