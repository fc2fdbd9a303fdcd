import { z } from 'zod';
import type {
  Approvals,
  Changed,
  LockConflicts,
  NewRequest,
  Opened,
  Opening,
  Started,
  Updated,
  Waiting,
  Wake,
} from '../../src/ports/approvals.ts';
import type { Note } from '../../src/ports/audit.ts';
import type { JournalStart } from '../../src/ports/journal.ts';
import { answersOf, readInstant } from './answers.ts';
import { noteWrites } from './audit-notes.ts';
import { byClock } from './by-clock.ts';
import type { Check, Commit, Committed, Stamp, Write } from './commit.ts';
import { waitingScript } from './commit-script.ts';
import { dueOf, newsOf } from './due.ts';
import type { GuardedStore } from './guarded-store.ts';
import { firstDue, holderIn, journalStart } from './journal-start.ts';
import { noteOf } from './replicas.ts';
import { scriptOf } from './script.ts';
import { atTime, type ChangeRequest, readRequest } from './stored-request.ts';
import type { Schedule } from './wake-up-queue.ts';

interface RedisApprovalsOptions {
  readonly conflicts: LockConflicts;
  readonly schedule: Schedule;
}

type NotesOf = (expired: ChangeRequest) => readonly Note[];

const runWaiting = scriptOf(waitingScript);
const waitingShape = z.tuple([z.coerce.number(), z.array(z.string()), z.array(z.string())]);

/** What is decided is looked at again so long later, unless everybody was shown it before. */
const SETTLE_MILLISECONDS = 15_000;

export class RedisApprovals implements Approvals {
  readonly #store: GuardedStore;
  readonly #conflicts: LockConflicts;
  readonly #schedule: Schedule;

  constructor(store: GuardedStore, { conflicts, schedule }: RedisApprovalsOptions) {
    this.#store = store;
    this.#conflicts = conflicts;
    this.#schedule = schedule;
  }

  async open(request: NewRequest, mostOpen: number, how: Opening = {}): Promise<Opened> {
    const { wakeInMs = Number.POSITIVE_INFINITY, notesOf = () => [] } = how;
    const { connection, keys } = this.#store;
    const lifetimeMs = request.rule.lifetimeSeconds * 1000;
    const dueInMs = Math.round(Math.min(wakeInMs, lifetimeMs));
    const ofAsker = keys.openRequestsOf(request.asker.person);
    const id = `DR-${1000 + (await connection.redis.incr(keys.requestNumber))}`;
    const opened = { ...request, id, version: 1, state: { kind: 'open' }, approvals: [], cards: [] } as const;

    const done = await this.#store.commit((stamp) => {
      const times = { openedAt: stamp.time(), expiresAt: stamp.time(lifetimeMs) };
      return {
        checks: [
          { kind: 'fewer', key: ofAsker, than: mostOpen },
          { kind: 'absent', key: keys.request(id) },
        ],
        writes: [
          ['HSET', keys.request(id), ...documentFields(1, { ...opened, ...times }), 'until', times.expiresAt],
          ['ZADD', keys.openRequests, times.expiresAt, id],
          ['ZADD', ofAsker, times.expiresAt, id],
          ['ZADD', keys.due, stamp.time(dueInMs), dueOf(id)],
          ...noteWrites(keys, notesOf(id), stamp),
        ],
        replicate: true,
      };
    });
    if (done.kind === 'held') return done;
    if (done.kind === 'refused' && done.check === 'fewer') return { kind: 'too-many', open: done.found };
    if (done.kind === 'refused') throw new Error(`There is a request ${id} already.`);
    this.#schedule({ id: dueOf(id), version: 1, at: done.now + dueInMs }, done.now);
    return { kind: 'opened', request: { ...opened, openedAt: done.now, expiresAt: done.now + lifetimeMs } };
  }

  async read(id: string): Promise<ChangeRequest | undefined> {
    const [found] = await this.#readAll([{ member: id }]);
    return found;
  }

  async time(): Promise<number> {
    return readInstant(await this.#store.connection.redis.time());
  }

  async waiting(): Promise<Waiting> {
    const { connection, keys } = this.#store;
    const answer = await runWaiting(connection.redis, [keys.openRequests, keys.openReviews], [keys.request('')]);
    const [now, open, reviews] = waitingShape.parse(answer);
    const read = (bodies: readonly string[]) =>
      bodies.map((body) => readRequest(body, now)).sort((a, b) => a.openedAt - b.openedAt || a.id.localeCompare(b.id));
    return { pending: read(open).filter(({ state }) => state.kind === 'open'), reviews: read(reviews) };
  }

  async update(seen: ChangeRequest, next: Changed, wake?: Wake, notes: readonly Note[] = []): Promise<Updated> {
    const changed: ChangeRequest = { ...seen, ...next, version: seen.version + 1 };
    const isDecisive = Object.keys(next).some((field) => field !== 'cards' && field !== 'review');
    const due = dueTime(wake ?? next.expiresAt, changed.expiresAt);
    const done = await this.#store.commit((stamp) => ({
      checks: [this.#unchanged(seen, isDecisive ? 'alive' : 'whenever')],
      writes: [
        ...this.#writesOf(changed, stamp, { isDecisive, due: due?.stamped(stamp) }),
        ...noteWrites(this.#store.keys, notes, stamp),
      ],
      evenHeld: next.state?.kind === 'voided',
      replicate: isDecisive,
    }));
    if (done.kind === 'held') return done;
    if (done.kind === 'refused') return { kind: 'stale', request: this.#nowIs(seen, done) };
    if (changed.state.kind === 'open' && due)
      this.#schedule({ id: dueOf(seen.id), version: changed.version, at: due.from(done.now) }, done.now);
    return { kind: 'updated', request: atTime(changed, done.now), ...noteOf(done) };
  }

  async settled(seen: ChangeRequest): Promise<ChangeRequest | undefined> {
    const { keys } = this.#store;
    const done = await this.#store.commit(() => ({
      checks: [this.#unchanged(seen, 'whenever')],
      writes: seen.state.kind === 'open' ? [] : [['ZREM', keys.due, dueOf(seen.id)]],
      evenHeld: true,
    }));
    return done.kind === 'refused' && done.found[0] ? this.#nowIs(seen, done) : undefined;
  }

  async start(seen: ChangeRequest, operation: JournalStart, notes: readonly Note[] = []): Promise<Started> {
    const state = { kind: 'started', at: 0, operation: operation.id } as const;
    const started: ChangeRequest = { ...seen, version: seen.version + 1, state };
    const done = await this.#store.commit((stamp) => {
      const journal = journalStart(this.#store.keys, operation, this.#conflicts, stamp);
      const noted = noteWrites(this.#store.keys, notes, stamp);
      const writes: Write[] = [...this.#writesOf(started, stamp), ...journal.writes, ...noted];
      return { ...journal, checks: [this.#unchanged(seen, 'alive'), ...journal.checks], writes };
    });
    if (done.kind === 'held') return done;
    if (done.kind === 'refused' && done.check === 'document')
      return { kind: 'stale', request: this.#nowIs(seen, done) };
    if (done.kind === 'refused' && done.check === 'free')
      return { kind: 'locked', holder: holderIn(done.found, this.#conflicts) };
    if (done.kind === 'refused') throw new Error(`There is a journal of ${operation.id} already.`);
    const at = firstDue(operation, done.now);
    const version = operation.entries.length;
    this.#schedule({ id: operation.id, version, at }, done.now);
    this.#schedule({ id: newsOf(operation.id), version, at: done.now }, done.now);
    return { kind: 'started', request: atTime(started, done.now), ...noteOf(done) };
  }

  async expire(notesOf: NotesOf = () => []): Promise<readonly ChangeRequest[]> {
    const over = await this.#readAll(await byClock(this.#store, this.#store.keys.openRequests, 'past'));
    const marked = await Promise.all(over.map((request) => this.#markExpired(request, notesOf)));
    return marked.flatMap((request) => request ?? []);
  }

  /** Several workers may find the same one; whoever takes it off the list of open ones is the one to tell. */
  async #markExpired(over: ChangeRequest, notesOf: NotesOf): Promise<ChangeRequest | undefined> {
    if (over.state.kind !== 'expired') return undefined;
    const { openRequests } = this.#store.keys;
    const expired = { ...over, version: over.version + 1 };
    const done = await this.#store.commit((stamp) => ({
      checks: [{ kind: 'member', key: openRequests, member: over.id }, this.#unchanged(over, 'over')],
      writes: [...this.#writesOf(expired, stamp), ...noteWrites(this.#store.keys, notesOf(expired), stamp)],
      evenHeld: true,
    }));
    return done.kind === 'written' ? expired : undefined;
  }

  #unchanged(seen: ChangeRequest, time: 'alive' | 'over' | 'whenever'): Check {
    return { kind: 'document', key: this.#store.keys.request(seen.id), version: String(seen.version), time };
  }

  /** The record, and its place in the lists: an open one by its times, a decided one in none. */
  #writesOf(request: ChangeRequest, stamp: Stamp, how: Writing = { isDecisive: true }): Commit['writes'] {
    const { keys } = this.#store;
    const { id, state, expiresAt, version } = request;
    const key = keys.request(id);
    const lists = [keys.openRequests, keys.openRequestsOf(request.asker.person)];
    const body = documentFields(version, atTime(request, stamp.time()));
    // One that is read as expired may not be marked yet, and whoever marks it is the one to tell.
    if (state.kind === 'expired' && !how.isDecisive) return [['HSET', key, ...body]];
    if (state.kind === 'open')
      return [
        ['HSET', key, ...body, 'until', String(expiresAt)],
        ...lists.map((list) => ['ZADD', list, String(expiresAt), id] as const),
        ...(how.due === undefined ? [] : [['ZADD', keys.due, how.due, dueOf(id)] as const]),
      ];
    return [
      ['HSET', key, ...body],
      ['HDEL', key, 'until'],
      ...lists.map((list) => ['ZREM', list, id] as const),
      ['ZADD', keys.due, stamp.time(SETTLE_MILLISECONDS), dueOf(id)],
      ...this.#reviewOf(request, stamp),
    ];
  }

  #reviewOf({ id, state, breakGlass, review }: ChangeRequest, stamp: Stamp): Commit['writes'] {
    const { openReviews } = this.#store.keys;
    if (state.kind !== 'started' || !breakGlass) return [];
    return review ? [['ZREM', openReviews, id]] : [['ZADD', openReviews, stamp.time(), id]];
  }

  #nowIs(seen: ChangeRequest, { found, now }: Committed & { readonly kind: 'refused' }): ChangeRequest {
    if (!found[0]) throw new Error(`There is no request ${seen.id}.`);
    return readRequest(found[0], now);
  }

  /** All in one round trip, with the time that judges them. */
  async #readAll(ids: readonly { readonly member: string }[]): Promise<readonly ChangeRequest[]> {
    if (ids.length === 0) return [];
    const pipeline = this.#store.connection.redis.pipeline().time();
    for (const { member } of ids) pipeline.hget(this.#store.keys.request(member), 'body');
    const [now, ...bodies] = await answersOf(pipeline);
    return bodies.flatMap((body) => (typeof body === 'string' ? readRequest(body, readInstant(now)) : []));
  }
}

interface Writing {
  /** Anything but a new copy of its card, or a review. */
  readonly isDecisive: boolean;
  readonly due?: string | undefined;
}

function documentFields(version: number, body: object): readonly string[] {
  return ['version', String(version), 'body', JSON.stringify(body)];
}

/** When to look again, before the clock of the store is known and after; never later than the end. */
function dueTime(wake: Wake | undefined, latest: number) {
  if (wake === undefined) return undefined;
  if (typeof wake === 'object')
    return { stamped: (stamp: Stamp) => stamp.time(wake.inMs), from: (now: number) => now + wake.inMs };
  const at = Math.round(Math.min(wake, latest));
  return { stamped: () => String(at), from: () => at };
}
