import { describe, expect, it } from 'vitest';
import type { Approvals } from '../../src/ports/approvals.ts';
import type { AuditLog } from '../../src/ports/audit.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { StoreGuard } from '../../src/ports/store-guard.ts';
import { ended, journalStart, newRequest, openOne, progressed, voice } from './sample-change.ts';

/** One process of the bot. */
interface GuardedReplica {
  readonly guard: StoreGuard & { close(): Promise<void> };
  readonly approvals: Approvals;
  readonly journal: Journal;
  readonly audit: AuditLog;
}

interface Store {
  /** One more process; those that name the same file share what is remembered outside the store. */
  process(file?: string): Promise<GuardedReplica>;
  newFile(): string;
  /** Keeps a copy of all that is there, and gives back how to put it in the place of what is there then. */
  copy(): Promise<() => Promise<void>>;
  empty(): Promise<void>;
}

const FAR = 4_000_000_000_000;
const wasVoided = { state: { kind: 'voided', at: 0, why: 'the store was replaced' } } as const;

/** What every store does that may be replaced behind the bot's back. It is at first empty. */
export function describeStoreGuard(name: string, store: Store): void {
  describe(name, () => {
    it('is sound when it is new, and when a process joins that knows nothing yet', async () => {
      const first = await store.process(store.newFile());
      expect(first.guard.state()).toEqual({ kind: 'sound' });
      await openOne(first.approvals);

      const second = await store.process(store.newFile());

      expect(second.guard.state()).toEqual({ kind: 'sound' });
      expect(await second.approvals.open(newRequest(), 5)).toMatchObject({ kind: 'opened' });
    });

    it('holds what decides and what intends when it is an older copy, and writes none of it', async () => {
      const { guard, approvals, journal } = await store.process();
      const [seen, other] = [await openOne(approvals), await openOne(approvals)];
      await journal.create(journalStart('OP-1'));
      const putBack = await store.copy();
      await journal.append('OP-1', 1, [progressed('lost')], FAR);
      await putBack();

      expect(await journal.append('OP-1', 1, [progressed('again')], FAR)).toEqual({ kind: 'held' });
      expect(await journal.append('OP-1', 1, [ended], null)).toEqual({ kind: 'held' });
      expect(await journal.create(journalStart('OP-2'))).toEqual({ kind: 'held' });
      expect(await approvals.open(newRequest(), 5)).toEqual({ kind: 'held' });
      expect(await approvals.update(seen, { approvals: [] })).toEqual({ kind: 'held' });
      expect(await approvals.start(other, journalStart(other.id))).toEqual({ kind: 'held' });
      expect(guard.state()).toEqual({ kind: 'behind', had: 4, has: 3 });
      expect((await journal.read('OP-1'))?.version).toBe(1);
      expect(await journal.unfinished()).toEqual(['OP-1']);
    });

    it('goes on reading, chaining its audit, and voiding what is open while all else is held', async () => {
      const { guard, approvals, audit } = await store.process();
      const seen = await openOne(approvals);
      const putBack = await store.copy();
      await openOne(approvals);
      await putBack();
      expect(await guard.check()).toEqual({ kind: 'behind', had: 2, has: 1 });

      const voided = await approvals.update(seen, wasVoided);
      await audit.append({ kind: 'store', what: 'held' });

      expect(voided).toMatchObject({ kind: 'updated', request: { state: { kind: 'voided' } } });
      expect((await approvals.waiting()).pending).toEqual([]);
      expect(await audit.head()).toMatchObject({ number: 1 });
      expect(guard.state()).toEqual({ kind: 'behind', had: 2, has: 1 });
      expect(await guard.check()).toMatchObject({ kind: 'behind', had: 2 });
    });

    it('holds for processes too that could not know', async () => {
      const [knowing, idle] = [await store.process(), await store.process()];
      await openOne(knowing.approvals);
      const putBack = await store.copy();
      await openOne(knowing.approvals);
      await putBack();
      await knowing.guard.check();

      expect(await idle.approvals.open(newRequest(), 5)).toEqual({ kind: 'held' });
      expect(idle.guard.state()).toEqual({ kind: 'behind', had: 2, has: 1 });
      expect((await store.process()).guard.state()).toEqual({ kind: 'behind', had: 2, has: 1 });
    });

    it('is known to be an older copy also after others have written more to it than was lost', async () => {
      const [knowing, idle] = [await store.process(), await store.process()];
      await openOne(knowing.approvals);
      const putBack = await store.copy();
      await openOne(knowing.approvals);
      await putBack();
      for (let count = 0; count < 5; count += 1) await openOne(idle.approvals);

      expect(await knowing.approvals.open(newRequest(), 9)).toEqual({ kind: 'held' });
      expect(knowing.guard.state()).toEqual({ kind: 'behind', had: 2, has: 6 });
    });

    it('is known to be an older copy by a process that starts later, from its file', async () => {
      const file = store.newFile();
      const first = await store.process(file);
      await openOne(first.approvals);
      const putBack = await store.copy();
      await openOne(first.approvals);
      await first.guard.close();
      await putBack();

      const second = await store.process(file);

      expect(second.guard.state()).toEqual({ kind: 'behind', had: 2, has: 1 });
      expect(await second.journal.create(journalStart('OP-1'))).toEqual({ kind: 'held' });
    });

    it('is a loss when it is empty and the file says that it was not, else a new installation', async () => {
      const file = store.newFile();
      const first = await store.process(file);
      await openOne(first.approvals);
      await first.guard.close();
      await store.empty();

      const without = await store.process();
      const knowing = await store.process(file);

      expect(without.guard.state()).toEqual({ kind: 'sound' });
      expect(knowing.guard.state()).toEqual({ kind: 'empty', had: 1 });
      expect(await without.approvals.open(newRequest(), 5)).toEqual({ kind: 'held' });
    });

    it('goes on for all once the hold is lifted, and never gives a lost number again', async () => {
      const [one, other] = [await store.process(), await store.process()];
      await openOne(one.approvals);
      const putBack = await store.copy();
      const lost = await openOne(other.approvals);
      const lostToo = await openOne(one.approvals);
      await putBack();
      await one.guard.check();

      const lifted = await one.guard.lift('anna');

      expect(lifted).toMatchObject({ kind: 'sound', lifted: { by: 'anna' } });
      const [next, afterNext] = [await openOne(other.approvals), await openOne(one.approvals)];
      expect([lost.id, lostToo.id]).toEqual(['DR-1002', 'DR-1003']);
      expect([next.id, afterNext.id]).toEqual(['DR-1004', 'DR-1005']);
      expect(await other.guard.check()).toMatchObject({ kind: 'sound', lifted: { by: 'anna' } });
      expect(await one.approvals.update(next, { approvals: [{ ...voice('ben'), at: 0 }] })).toMatchObject({
        kind: 'updated',
      });
    });

    it('changes nothing when there is no hold to lift', async () => {
      const { guard, approvals } = await store.process();
      await openOne(approvals);

      expect(await guard.lift('anna')).toEqual({ kind: 'sound' });
      expect(await openOne(approvals)).toMatchObject({ id: 'DR-1002' });
    });
  });
}
