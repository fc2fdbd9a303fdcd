import { describe, expect, it } from 'vitest';
import type { LockKind } from '../../src/ports/approvals.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { ended, journalStart, progressed } from './sample-change.ts';

const FAR = 4_000_000_000_000;

/** What every `Journal` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeJournal(name: string, make: () => Promise<Journal>): void {
  describe(name, () => {
    it('gives back the entries in their order, each with the time of the store', async () => {
      const journal = await make();
      await journal.create(journalStart('DR-1001'));

      const appended = await journal.append('DR-1001', 1, [progressed('one "q" \0 ⛵'), progressed('two')], FAR);

      const recorded = await journal.read('DR-1001');
      expect(appended).toEqual({ kind: 'appended', version: 3 });
      expect(recorded?.version).toBe(3);
      expect(recorded?.entries).toMatchObject([
        { kind: 'consent-asked', why: 'a beginning' },
        { detail: 'one "q" \0 ⛵' },
        { detail: 'two' },
      ]);
      const times = recorded?.entries.map(({ at }) => at) ?? [];
      expect(times[0]).toBeGreaterThan(1_700_000_000_000);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(await journal.read('DR-1002')).toBeUndefined();
    });

    it('refuses a stale version, and to begin twice', async () => {
      const journal = await make();
      await journal.create(journalStart('DR-1001'));
      await journal.append('DR-1001', 1, [progressed('first')], FAR);

      expect(await journal.append('DR-1001', 1, [progressed('second')], FAR)).toEqual({ kind: 'stale' });
      expect(await journal.append('DR-1001', 3, [progressed('third')], FAR)).toEqual({ kind: 'stale' });
      expect(await journal.append('DR-1002', 0, [progressed('nowhere')], FAR)).toEqual({ kind: 'stale' });
      await expect(journal.create(journalStart('DR-1001'))).rejects.toThrow('There is a journal of DR-1001 already');
      expect((await journal.read('DR-1001'))?.version).toBe(2);
    });

    it('has one winner among many who append at the same version', async () => {
      const replicas = await Promise.all(Array.from({ length: 10 }, make));
      await replicas[0]?.create(journalStart('DR-1001'));

      const calls = replicas.flatMap((journal, number) =>
        Array.from({ length: 10 }, () => journal.append('DR-1001', 1, [progressed(`${number}`)], FAR)),
      );
      const answers = await Promise.all(calls);

      expect(answers.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect((await replicas[0]?.read('DR-1001'))?.version).toBe(2);
    });

    it('takes nothing more once it has ended, and lets go of its machines then', async () => {
      const journal = await make();
      await journal.create(journalStart('DR-1001', ['/vm/1', '/vm/2']));
      expect(await journal.create(journalStart('DR-1002', ['/vm/2']))).toMatchObject({ kind: 'locked' });

      await journal.append('DR-1001', 1, [ended], null);

      expect(await journal.append('DR-1001', 2, [progressed('late')], FAR)).toEqual({ kind: 'stale' });
      expect(await journal.unfinished()).toEqual([]);
      expect(await journal.due(10)).toEqual([]);
      expect(await journal.create(journalStart('DR-1002', ['/vm/1', '/vm/2']))).toEqual({ kind: 'created' });
    });

    it('lists the newest first, ended ones too, and what has not ended', async () => {
      const journal = await make();
      for (const id of ['DR-1001', 'DR-1002', 'DR-1003']) await journal.create(journalStart(id));
      await journal.append('DR-1002', 1, [ended], null);

      expect(await journal.recent(2)).toEqual(['DR-1003', 'DR-1002']);
      expect(await journal.recent(9)).toEqual(['DR-1003', 'DR-1002', 'DR-1001']);
      expect(await journal.unfinished()).toEqual(['DR-1001', 'DR-1003']);
    });

    it('names what is due, the longest overdue first, with the version to be woken at', async () => {
      const journal = await make();
      for (const id of ['DR-1001', 'DR-1002', 'DR-1003', 'DR-1004']) await journal.create(journalStart(id));
      await journal.append('DR-1003', 1, [progressed('a')], 1000);
      await journal.append('DR-1001', 1, [progressed('b')], 3000);
      await journal.append('DR-1002', 1, [progressed('c'), progressed('d')], 2000);

      expect(await journal.due(2)).toEqual([
        { id: 'DR-1003', version: 2 },
        { id: 'DR-1002', version: 3 },
      ]);
      expect((await journal.due(10)).map(({ id }) => id)).toEqual(['DR-1003', 'DR-1002', 'DR-1001']);
    });

    it('postpones without an entry, unless something was written meanwhile', async () => {
      const journal = await make();
      await journal.create(journalStart('DR-1001'));
      await journal.create(journalStart('DR-1002'));
      await journal.append('DR-1002', 1, [progressed('a')], FAR);

      await journal.postpone('DR-1001', 1, 1000);
      await journal.postpone('DR-1002', 1, 1000);

      expect(await journal.due(10)).toEqual([{ id: 'DR-1001', version: 1 }]);
      expect((await journal.read('DR-1001'))?.version).toBe(1);
    });
  });

  describe(`${name}: locks`, () => {
    const beside: readonly (readonly [LockKind, LockKind, boolean])[] = [
      ['move', 'move', false],
      ['move', 'configure', false],
      ['move', 'restore', false],
      ['configure', 'restore', false],
      ['restore', 'back-up', false],
      ['copy', 'move', true],
      ['back-up', 'move', true],
      ['move', 'copy', true],
      ['move', 'back-up', true],
      ['copy', 'copy', true],
    ];

    it.each(beside)('of %s and then %s on one machine: allowed is %s', async (held, wanted, allowed) => {
      const journal = await make();
      await journal.create(journalStart('first', ['/vm/1'], held));

      const answer = await journal.create(journalStart('second', ['/vm/1'], wanted));

      const holder = { operation: 'first', kind: held, machine: '/vm/1' };
      expect(answer).toEqual(allowed ? { kind: 'created' } : { kind: 'locked', holder });
    });

    it('are of each holder its own: one that ends leaves those of the others', async () => {
      const journal = await make();
      await journal.create(journalStart('copying', ['/vm/1'], 'copy'));
      await journal.create(journalStart('moving', ['/vm/1'], 'move'));

      await journal.append('copying', 1, [ended], null);

      expect(await journal.create(journalStart('another', ['/vm/1']))).toMatchObject({
        holder: { operation: 'moving' },
      });
    });

    it('are taken all or none by many who want overlapping machines at once', async () => {
      const replicas = await Promise.all(Array.from({ length: 5 }, make));
      const wanted = Array.from({ length: 20 }, (_, number) => [`/vm/${number}`, `/vm/${(number + 1) % 20}`]);

      const calls = replicas.flatMap((journal, replica) =>
        wanted.map(async (machines, number) => {
          const id = `op-${replica}-${number}`;
          return (await journal.create(journalStart(id, machines))).kind === 'created' ? machines : [];
        }),
      );
      const taken = (await Promise.all(calls)).flat();

      expect(taken.length).toBeGreaterThan(1);
      expect(new Set(taken).size).toBe(taken.length);
      expect(await replicas[0]?.unfinished()).toHaveLength(taken.length / 2);
    });
  });
}
