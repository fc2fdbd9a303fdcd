import type { LockConflicts, LockHolder, LockKind } from '../../src/ports/approvals.ts';
import type { JournalStart } from '../../src/ports/journal.ts';
import type { Commit, Lock, Stamp } from './commit.ts';
import { newsOf } from './due.ts';
import type { Keys } from './keys.ts';

/** How a journal begins, by itself or with the decision it follows from: entries, locks and first due time together. */
export function journalStart(keys: Keys, start: JournalStart, conflicts: LockConflicts, stamp: Stamp) {
  if (!/^[\w.-]{1,100}$/.test(start.id)) throw new Error(`"${start.id}" is no id of an operation.`);
  if (start.entries.length === 0) throw new Error(`The journal of ${start.id} would begin with nothing.`);
  const locks = locksOf(start);
  return {
    checks: [
      { kind: 'absent', key: keys.journal(start.id) },
      ...locks.map(({ machine, kind }) => ({ kind: 'free', machine, conflicts: conflicts[kind] }) as const),
    ],
    writes: [
      ['RPUSH', keys.journal(start.id), ...entryTexts(start.entries, stamp)],
      ['ZADD', keys.operations, stamp.time(), start.id],
      ['ZADD', keys.unfinished, stamp.time(), start.id],
      ['ZADD', keys.due, stamp.time(start.wakeInMs), start.id],
      ['ZADD', keys.due, stamp.time(), newsOf(start.id)],
    ],
    take: { operation: start.id, locks },
    replicate: true,
  } as const satisfies Commit;
}

/** The time that the stamp gives it. */
export function firstDue({ wakeInMs }: JournalStart, now: number): number {
  return now + Math.max(0, Math.round(wakeInMs));
}

/** Azure's ids mean the same in any case. */
function locksOf({ locks }: JournalStart): readonly Lock[] {
  const taken = locks.map(({ machine, kind }) => ({ machine: machine.toLowerCase(), kind }));
  return [...new Map(taken.map((lock) => [`${lock.kind} ${lock.machine}`, lock])).values()];
}

export function entryTexts(entries: JournalStart['entries'], stamp: Stamp): readonly string[] {
  return entries.map((entry) => JSON.stringify({ at: stamp.time(), entry }));
}

/** From what the check of a lock found. */
export function holderIn(found: readonly string[], conflicts: LockConflicts): LockHolder {
  const [operation = '', said, machine = ''] = found;
  const kind = (Object.keys(conflicts) as LockKind[]).find((each) => each === said);
  if (!kind) throw new Error(`Operation ${operation} holds a lock of the unknown kind "${said}".`);
  return { operation, kind, machine };
}
