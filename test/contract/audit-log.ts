import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/audit/chain.ts';
import type { AuditEvent, AuditLog, AuditRecord, Note } from '../../src/ports/audit.ts';

interface AuditLogs {
  readonly make: (now?: () => Date) => Promise<AuditLog>;
  readonly note: (what: readonly string[]) => Promise<readonly Note[]>;
}

const event = (what: string, more: Partial<AuditEvent> = {}): AuditEvent => ({ kind: 'command', what, ...more });

/**
 * What every `AuditLog` does. `make` gives one more writer to the same, at first empty, log, with that clock; `note` has
 * a commit note something in the same store.
 */
export function describeAuditLog(name: string, { make, note }: AuditLogs): void {
  describe(name, () => {
    it('begins with nothing and chains every record to the one before', async () => {
      const log = await make();
      expect(await log.head()).toBeUndefined();
      expect(await all(log)).toEqual([]);

      const first = await log.append(event('status payments', { person: 'anna', facts: { b: '2', a: '1' } }));
      const second = await log.append(event('check payments', { account: undefined }));

      expect(first).toMatchObject({ number: 1, before: '0'.repeat(64), what: 'status payments' });
      expect(second).toMatchObject({ number: 2, before: first.hash });
      expect(await log.head()).toEqual(JSON.parse(JSON.stringify(second)));
      expect(await verifyChain(log.export())).toEqual({ kind: 'sound', head: { number: 2, hash: second.hash } });
    });

    it('never forks, whoever writes at the same time', async () => {
      const writers = await Promise.all(Array.from({ length: 5 }, () => make()));

      const writing = writers.flatMap((log, writer) =>
        Array.from({ length: 8 }, (_, turn) => log.append(event(`${writer} ${turn}`))),
      );
      const answers = await Promise.all(writing);

      const records = await all(writers[0] as AuditLog);
      expect(await verifyChain(records)).toMatchObject({ kind: 'sound', head: { number: 40 } });
      expect(records).toEqual(answers.toSorted((a, b) => a.number - b.number));
      expect(new Set(records.map(({ what }) => what)).size).toBe(40);
    });

    it('chains a note once, whoever does it, and goes on with the rest', async () => {
      const writers = await Promise.all(Array.from({ length: 4 }, () => make()));
      const notes = await note(['one', 'two', 'three']);

      const answers = await Promise.all(
        writers.flatMap((log, writer) => [
          log.append(event(`of ${writer}`)),
          ...notes.map((each) => log.chain(each)),
          log.append(event(`after ${writer}`)),
        ]),
      );

      const records = await all(writers[0] as AuditLog);
      expect(await verifyChain(records)).toMatchObject({ kind: 'sound', head: { number: 11 } });
      expect(records).toEqual(answers.flatMap((each) => each ?? []).toSorted((a, b) => a.number - b.number));
      expect(records.map(({ what }) => what)).toEqual(expect.arrayContaining(['one', 'two', 'three', 'after 3']));
      expect(await writers[0]?.noted()).toEqual([]);
    });

    it('keeps any text so that it still verifies', async () => {
      const log = await make();
      for (const what of ['', 'line\nbreak\0', '⛵ é \ud800', '"}{'])
        await log.append(event(what, { facts: { 1: what } }));

      expect(await verifyChain(log.export())).toMatchObject({ kind: 'sound', head: { number: 4 } });
    });

    it('finds by who and what, newest first, and no more than asked for', async () => {
      const log = await make();
      await log.append(event('status payments', { person: 'anna', account: 'slack T1/U1' }));
      await log.append(event('Failover payments', { person: 'ben' }));
      await log.append(event('approved', { kind: 'decision', person: 'anna', about: 'DR-1042' }));
      const numbers = async (query: Parameters<AuditLog['find']>[0]) =>
        (await log.find(query)).map((each) => each.number);

      expect(await numbers({ most: 10 })).toEqual([3, 2, 1]);
      expect(await numbers({ most: 2 })).toEqual([3, 2]);
      expect(await numbers({ most: 10, who: 'anna' })).toEqual([3, 1]);
      expect(await numbers({ most: 10, who: 'slack T1/U1' })).toEqual([1]);
      expect(await numbers({ most: 10, who: 'ann' })).toEqual([]);
      expect(await numbers({ most: 10, what: 'failover' })).toEqual([2]);
      expect(await numbers({ most: 10, what: 'dr-1042' })).toEqual([3]);
      expect(await numbers({ most: 10, what: 'decision', who: 'ben' })).toEqual([]);
    });

    it('looks no further back than it is asked to', async () => {
      let minute = 0;
      const log = await make(() => new Date(Date.UTC(2026, 2, 1, 3, minute)));
      for (minute = 0; minute < 4; minute += 1) await log.append(event(`at ${minute}`));

      const found = await log.find({ most: 10, since: new Date('2026-03-01T03:02:00Z') });

      expect(found.map(({ what }) => what)).toEqual(['at 3', 'at 2']);
    });

    it('exports and searches more than one page', async () => {
      const log = await make();
      const written = await Promise.all(
        Array.from({ length: 260 }, (_, index) => log.append(event(`record ${index}`))),
      );

      expect((await all(log)).map(({ number }) => number)).toEqual(written.map(({ number }) => number));
      expect(await log.find({ most: 1, what: 'record 0' })).toEqual([written[0]]);
    });
  });
}

async function all(log: AuditLog): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const record of log.export()) records.push(record);
  return records;
}
