import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../src/approvals/request.ts';
import type { Approvals, Updated } from '../../src/ports/approvals.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { channel, journalStart, newRequest, openOne, voice } from './sample-change.ts';

/** So long for a machine that is very busy. */
const WAIT = { timeout: 10_000, interval: 20 };

interface Replica {
  readonly approvals: Approvals;
  readonly journal: Journal;
}

/** What every `Approvals` does. `make` gives one more replica's view of the same, at first empty, store. */
export function describeApprovals(name: string, make: () => Promise<Replica>): void {
  describe(name, () => {
    it('opens requests with the next number, and gives back on reading what was opened', async () => {
      const { approvals } = await make();

      const requests = [await openOne(approvals), await openOne(approvals)];

      expect(requests.map(({ id }) => id)).toEqual(['DR-1001', 'DR-1002']);
      expect(requests[0]).toMatchObject({ version: 1, state: { kind: 'open' }, approvals: [], cards: [] });
      expect(requests[0]?.expiresAt).toBe((requests[0]?.openedAt ?? 0) + 900_000);
      expect(await approvals.read('DR-1001')).toEqual(JSON.parse(JSON.stringify(requests[0])));
      expect(await approvals.read('DR-9999')).toBeUndefined();
    });

    it('keeps any text', async () => {
      const { approvals } = await make();
      const lines = ['', 'line\nbreak\0', '{"at":0}', '⛵ é \ud800', 'x'.repeat(50_000)];

      const requests = await Promise.all(lines.map((line) => openOne(approvals, { line })));

      const kept = await Promise.all(requests.map(({ id }) => approvals.read(id)));
      expect(kept.map((request) => request?.line)).toEqual(lines);
    });

    it('opens no more than a person may have open, however many ask at once', async () => {
      const replicas = [await make(), await make(), await make()];

      const asking = replicas.flatMap(({ approvals }) =>
        Array.from({ length: 7 }, () => approvals.open(newRequest(), 5)),
      );
      const opened = (await Promise.all(asking)).filter(({ kind }) => kind === 'opened');

      expect(opened).toHaveLength(5);
      expect(await replicas[0]?.approvals.open(newRequest({ asker: 'ben' }), 5)).toMatchObject({ kind: 'opened' });
    });

    it('names the open ones to a person who has too many, and forgets those that are decided or over', async () => {
      const { approvals } = await make();
      const withdrawn = await openOne(approvals);
      const brief = await openOne(approvals, { lifetimeSeconds: 0.05 });
      const third = await openOne(approvals);
      await approvals.update(withdrawn, { state: { kind: 'withdrawn', at: 0, by: voice('anna') } });
      await expect.poll(() => approvals.read(brief.id), WAIT).toMatchObject({ state: { kind: 'expired' } });

      const opened = [await approvals.open(newRequest(), 2), await approvals.open(newRequest(), 2)];

      expect(opened).toMatchObject([{ kind: 'opened' }, { kind: 'too-many', open: [third.id, 'DR-1004'] }]);
    });

    it('writes a change once, and answers a stale one with the record as it stands', async () => {
      const [one, other] = [await make(), await make()];
      const seen = await openOne(one.approvals);
      const approvals = [{ ...voice('ben'), at: 0 }];

      const first = await one.approvals.update(seen, { approvals });
      const second = await other.approvals.update(seen, { revision: 2 });

      expect(first).toMatchObject({ kind: 'updated', request: { version: 2, revision: 1 } });
      expect(second).toEqual({ kind: 'stale', request: await one.approvals.read(seen.id) });
      expect(second).toMatchObject({ request: { version: 2, revision: 1, approvals: [{ person: 'ben' }] } });
    });

    it('fills in the times that are still to be filled in, by its own clock', async () => {
      const { approvals } = await make();
      const seen = await openOne(approvals);
      const earlier = { ...voice('carl'), at: 12_345 };

      const voted = await approvals.update(seen, { approvals: [earlier, { ...voice('ben'), at: 0 }] });
      const denied = await approvals.update(voted.kind === 'updated' ? voted.request : seen, {
        state: { kind: 'denied', at: 0, by: voice('ben'), reason: 'no' },
      });

      const kept = await approvals.read(seen.id);
      expect(denied).toEqual({ kind: 'updated', request: JSON.parse(JSON.stringify(kept)) });
      expect(kept?.approvals[0]?.at).toBe(12_345);
      expect(kept?.approvals[1]?.at).toBeGreaterThanOrEqual(seen.openedAt);
      expect(kept?.state).toMatchObject({ kind: 'denied', by: { person: 'ben' }, reason: 'no' });
      expect('at' in (kept?.state ?? {}) && kept?.state).toHaveProperty(
        'at',
        expect.toSatisfy((at) => at > 12_345),
      );
    });

    it('lets one of two hundred racing changes win', async () => {
      const replicas = await Promise.all(Array.from({ length: 10 }, make));
      const seen = await openOne((replicas[0] as Replica).approvals);

      const racing = replicas.flatMap(({ approvals }, replica) =>
        Array.from({ length: 20 }, (_, turn) => approvals.update(seen, { revision: 100 * replica + turn })),
      );
      const answers = await Promise.all(racing);

      const won = answers.flatMap((answer) => (answer.kind === 'updated' ? answer.request : []));
      expect(won).toHaveLength(1);
      expect(answers.filter(({ kind }) => kind === 'stale')).toHaveLength(199);
      expect(await replicas[0]?.approvals.read(seen.id)).toMatchObject({ version: 2, revision: won[0]?.revision });
    });

    it('loses none of many racing changes that are tried again', async () => {
      const replicas = await Promise.all(Array.from({ length: 6 }, make));
      const opened = await openOne((replicas[0] as Replica).approvals);
      const won: number[] = [];

      const vote = async ({ approvals }: Replica, person: string) => {
        let seen: ChangeRequest | undefined = opened;
        while (seen) {
          const next = { approvals: [...seen.approvals, { ...voice(person), at: 0 }] };
          const done: Updated = await approvals.update(seen, next);
          if (done.kind === 'updated') won.push(done.request.version);
          seen = done.kind === 'stale' ? done.request : undefined;
        }
      };
      await Promise.all(
        replicas.flatMap((replica, at) => ['a', 'b', 'c'].map((name) => vote(replica, `${name}${at}`))),
      );

      expect(won.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, index) => index + 2));
      const kept = await replicas[0]?.approvals.read(opened.id);
      expect(new Set(kept?.approvals.map(({ person }) => person)).size).toBe(18);
    });

    it('lists what is open, oldest first', async () => {
      const { approvals } = await make();
      const [first, second, third] = [
        await openOne(approvals, { lifetimeSeconds: 9000 }),
        await openOne(approvals),
        await openOne(approvals, { lifetimeSeconds: 300 }),
      ];
      await approvals.update(second, { state: { kind: 'voided', at: 0, why: 'the policy changed' } });

      const pending = (await approvals.waiting()).pending;

      expect(pending.map(({ id }) => id)).toEqual([first.id, third.id]);
    });

    it('takes no decision on one that is decided, but still keeps its cards', async () => {
      const { approvals } = await make();
      const open = await openOne(approvals);
      const denied = await approvals.update(open, { state: { kind: 'denied', at: 0, by: voice('ben'), reason: 'no' } });
      const seen = denied.kind === 'updated' ? denied.request : open;

      const again = await approvals.update(seen, { state: { kind: 'open' } });
      const cards = await approvals.update(seen, { cards: [{ channel: channel('C1'), id: '1' }] });

      expect(again).toEqual({ kind: 'stale', request: JSON.parse(JSON.stringify(seen)) });
      expect(cards).toMatchObject({ kind: 'updated', request: { state: { kind: 'denied' }, cards: [{ id: '1' }] } });
      expect((await approvals.waiting()).pending).toEqual([]);
    });
  });

  describe(`${name}: a request whose time is over`, () => {
    it('is expired for everybody at once, and takes no decision', async () => {
      const { approvals, journal } = await make();
      const seen = await openOne(approvals, { lifetimeSeconds: 0.05 });

      await expect
        .poll(() => approvals.read(seen.id))
        .toMatchObject({ state: { kind: 'expired', at: seen.expiresAt } });

      expect((await approvals.waiting()).pending).toEqual([]);
      expect(await approvals.update(seen, { approvals: [{ ...voice('ben'), at: 0 }] })).toMatchObject({
        kind: 'stale',
        request: { version: 1, state: { kind: 'expired' } },
      });
      expect(await approvals.start(seen, journalStart(seen.id, ['/vm/1']))).toMatchObject({ kind: 'stale' });
      expect(await journal.read(seen.id)).toBeUndefined();
    });

    it('is told once, however many look, and also when its cards were touched before', async () => {
      const replicas = await Promise.all(Array.from({ length: 8 }, make));
      const [{ approvals }] = replicas as [Replica];
      const ids = Array.from({ length: 12 }, (_, index) => `DR-${1001 + index}`);
      for (const _ of ids) await openOne(approvals, { lifetimeSeconds: 0.05 });
      await openOne(approvals);
      await expect.poll(() => approvals.read('DR-1012'), WAIT).toMatchObject({ state: { kind: 'expired' } });
      const over = await approvals.read('DR-1001');
      if (over) await approvals.update(over, { cards: [{ channel: channel('C1'), id: '1' }] });

      const told = await Promise.all(replicas.map((replica) => replica.approvals.expire()));

      const toldIds = told.flat().map(({ id }) => id);
      expect(toldIds.sort()).toEqual(ids);
      expect(told.flat().every(({ state }) => state.kind === 'expired')).toBe(true);
      expect(await approvals.expire()).toEqual([]);
      expect(await approvals.read('DR-1001')).toMatchObject({ version: 3, cards: [{ id: '1' }] });
    });

    it('is judged by the time that it was given last', async () => {
      const { approvals } = await make();
      const [longer, shorter] = [await openOne(approvals), await openOne(approvals)];

      await approvals.update(longer, { expiresAt: longer.expiresAt + 600_000 });
      await approvals.update(shorter, { expiresAt: shorter.openedAt });

      expect((await approvals.waiting()).pending).toMatchObject([
        { id: longer.id, expiresAt: longer.openedAt + 1_500_000 },
      ]);
      expect(await approvals.expire()).toMatchObject([{ id: shorter.id, state: { kind: 'expired' } }]);
    });
  });

  describe(`${name}: a start`, () => {
    it('is the request, the journal and the locks at once', async () => {
      const { approvals, journal } = await make();
      const seen = await openOne(approvals);

      const done = await approvals.start(seen, journalStart(seen.id, ['/vm/1']));

      expect(done).toMatchObject({
        kind: 'started',
        request: { version: 2, state: { kind: 'started', operation: seen.id } },
      });
      expect(await approvals.read(seen.id)).toEqual(
        JSON.parse(JSON.stringify(done.kind === 'started' && done.request)),
      );
      expect(await journal.read(seen.id)).toMatchObject({ version: 1, entries: [{ kind: 'consent-asked' }] });
      expect(await journal.unfinished()).toEqual([seen.id]);
      expect(await journal.create(journalStart('other', ['/vm/1']))).toMatchObject({ kind: 'locked' });
      expect((await approvals.waiting()).pending).toEqual([]);
    });

    it('happens once for each of a hundred requests with ten racing starters', async () => {
      const replicas = await Promise.all(Array.from({ length: 10 }, make));
      const [{ approvals, journal }] = replicas as [Replica];
      const requests = await Promise.all(Array.from({ length: 100 }, () => openOne(approvals)));

      const starts = requests.flatMap((request) =>
        replicas.map((replica) => replica.approvals.start(request, journalStart(request.id, [`/vm/${request.id}`]))),
      );
      const kinds = (await Promise.all(starts)).map(({ kind }) => kind);

      expect(kinds.filter((kind) => kind === 'started')).toHaveLength(100);
      expect(kinds.filter((kind) => kind === 'stale')).toHaveLength(900);
      expect(new Set(await journal.unfinished()).size).toBe(100);
    });

    it('leaves everything as it was when one of its machines is held', async () => {
      const { approvals, journal } = await make();
      await journal.create(journalStart('holder', ['/vm/2']));
      const seen = await openOne(approvals);

      const refused = await approvals.start(seen, journalStart(seen.id, ['/vm/1', '/VM/2']));

      expect(refused).toEqual({ kind: 'locked', holder: { operation: 'holder', kind: 'move', machine: '/vm/2' } });
      expect(await approvals.read(seen.id)).toMatchObject({ version: 1, state: { kind: 'open' } });
      expect(await journal.read(seen.id)).toBeUndefined();
      expect(await journal.create(journalStart('next', ['/vm/1']))).toEqual({ kind: 'created' });
    });

    it('is refused on a version that was not the last', async () => {
      const { approvals, journal } = await make();
      const seen = await openOne(approvals);
      await approvals.update(seen, { approvals: [] });

      const done = await approvals.start(seen, journalStart(seen.id));

      expect(done).toMatchObject({ kind: 'stale', request: { version: 2, state: { kind: 'open' } } });
      expect(await journal.unfinished()).toEqual([]);
    });
  });
}
