import { z } from 'zod';
import type { LockConflicts } from '../../src/ports/approvals.ts';
import type { Note } from '../../src/ports/audit.ts';
import type { Appended, Created, Journal, JournalStart, Recorded } from '../../src/ports/journal.ts';
import { noteWrites } from './audit-notes.ts';
import type { Commit, Stamp } from './commit.ts';
import { dueWakeUps, newsOf } from './due.ts';
import type { GuardedStore } from './guarded-store.ts';
import { entryTexts, firstDue, holderIn, journalStart } from './journal-start.ts';
import { noteOf } from './replicas.ts';
import type { Schedule } from './wake-up-queue.ts';

type Entry = JournalStart['entries'][number];

interface RedisJournalOptions {
  readonly conflicts: LockConflicts;
  readonly schedule: Schedule;
  /** Throws at what is no entry. */
  readonly readEntry: (value: unknown) => Entry;
}

const storedShape = z.object({ at: z.number(), entry: z.unknown() });

/** After these the world outside may change: a store that forgot one of them would let it happen twice. */
const weighty: ReadonlySet<Entry['kind']> = new Set(['intended', 'send-again', 'consent-given', 'ended']);

export class RedisJournal implements Journal {
  readonly #store: GuardedStore;
  readonly #options: RedisJournalOptions;

  constructor(store: GuardedStore, options: RedisJournalOptions) {
    this.#store = store;
    this.#options = options;
  }

  async create(start: JournalStart, notes: readonly Note[] = []): Promise<Created> {
    const { conflicts, schedule } = this.#options;
    const { keys } = this.#store;
    const done = await this.#store.commit((stamp) => {
      const journal = journalStart(keys, start, conflicts, stamp);
      return { ...journal, writes: [...journal.writes, ...noteWrites(keys, notes, stamp)] };
    });
    if (done.kind === 'held') return done;
    if (done.kind === 'refused' && done.check === 'free')
      return { kind: 'locked', holder: holderIn(done.found, conflicts) };
    if (done.kind === 'refused') throw new Error(`There is a journal of ${start.id} already.`);
    const version = start.entries.length;
    schedule({ id: start.id, version, at: firstDue(start, done.now) }, done.now);
    schedule({ id: newsOf(start.id), version, at: done.now }, done.now);
    return { kind: 'created', ...noteOf(done) };
  }

  async read(id: string): Promise<Recorded | undefined> {
    const { connection, keys } = this.#store;
    const texts = await connection.redis.lrange(keys.journal(id), 0, -1);
    if (texts.length === 0) return undefined;
    return { version: texts.length, entries: texts.map((text, index) => this.#readEntry(id, index, text)) };
  }

  async append(...appending: Parameters<Journal['append']>): Promise<Appended> {
    const [id, seenVersion, entries, wakeAt, notes = []] = appending;
    const done = await this.#store.commit((stamp) => {
      const commit = this.#appending(id, seenVersion, entries, wakeAt, stamp);
      return { ...commit, writes: [...commit.writes, ...noteWrites(this.#store.keys, notes, stamp)] };
    });
    if (done.kind === 'held') return done;
    if (done.kind === 'refused') return { kind: 'stale' };
    const version = seenVersion + entries.length;
    if (wakeAt !== null) this.#options.schedule({ id, version, at: Math.round(wakeAt) }, done.now);
    if (entries.length > 0) this.#options.schedule({ id: newsOf(id), version, at: done.now }, done.now);
    return { kind: 'appended', version, ...noteOf(done) };
  }

  async postpone(id: string, seenVersion: number, wakeAt: number): Promise<void> {
    await this.append(id, seenVersion, [], wakeAt);
  }

  unfinished(): Promise<readonly string[]> {
    return this.#store.connection.redis.zrange(this.#store.keys.unfinished, '0', '-1');
  }

  async due(most: number): ReturnType<Journal['due']> {
    const due = await dueWakeUps(this.#store, most, 'worker');
    return due.map(({ id, version }) => ({ id, version }));
  }

  recent(most: number): Promise<readonly string[]> {
    return this.#store.connection.redis.zrevrange(this.#store.keys.operations, 0, most - 1);
  }

  #appending(id: string, seen: number, entries: readonly Entry[], wakeAt: number | null, stamp: Stamp): Commit {
    const { keys } = this.#store;
    const texts = entryTexts(entries, stamp);
    const next: Commit['writes'] =
      wakeAt === null
        ? [
            ['ZREM', keys.due, id],
            ['ZREM', keys.unfinished, id],
          ]
        : [['ZADD', keys.due, String(Math.round(wakeAt)), id]];
    return {
      checks: [
        { kind: 'length', key: keys.journal(id), length: seen },
        { kind: 'member', key: keys.unfinished, member: id },
      ],
      writes: [...(texts.length > 0 ? this.#news(id, texts, stamp) : []), ...next],
      ...(wakeAt === null && { free: id }),
      evenHeld: entries.length > 0 && entries.every(({ kind }) => kind === 'consent-asked'),
      replicate: entries.some(({ kind }) => weighty.has(kind)),
    };
  }

  /** What is written is news: whoever tells it may be another process, and this one may be gone by then. */
  #news(id: string, texts: readonly string[], stamp: Stamp): Commit['writes'] {
    const { keys } = this.#store;
    return [
      ['RPUSH', keys.journal(id), ...texts],
      ['ZADD', keys.due, stamp.time(), newsOf(id)],
    ];
  }

  #readEntry(id: string, index: number, text: string): Recorded['entries'][number] {
    try {
      const { at, entry } = storedShape.parse(JSON.parse(text));
      return { ...this.#options.readEntry(entry), at };
    } catch (error) {
      throw new Error(`Entry ${index + 1} of operation ${id} cannot be read by this version of Lifeboat.`, {
        cause: error,
      });
    }
  }
}
