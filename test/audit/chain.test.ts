import { describe, expect, it } from 'vitest';
import { chainStart, hashOf, verifyChain } from '../../src/audit/chain.ts';
import type { AuditRecord } from '../../src/ports/audit.ts';

describe('A chain of audit records', () => {
  it('is sound as it was written, from its start and from any head that is known', async () => {
    const records = chain(4);

    expect(await verifyChain(records)).toEqual({ kind: 'sound', head: { number: 4, hash: records[3]?.hash } });
    expect(await verifyChain(records.slice(2), records[1])).toMatchObject({ kind: 'sound' });
    expect(await verifyChain([])).toEqual({ kind: 'sound', head: chainStart });
  });

  it.each([
    ['a change', (records: AuditRecord[]) => change(records, 1, { what: 'nothing' }), 2, 'was changed'],
    ['a change of a fact', (records: AuditRecord[]) => change(records, 1, { facts: { vm: 'x' } }), 2, 'was changed'],
    ['an addition', (records: AuditRecord[]) => change(records, 1, { person: 'mallory' }), 2, 'was changed'],
    ['a change with a new hash', (records: AuditRecord[]) => rehashed(records, 1), 3, 'does not continue'],
    ['a removal', (records: AuditRecord[]) => records.toSpliced(1, 1), 2, 'record 3 stands where 2 belongs'],
    ['a removal at the start', (records: AuditRecord[]) => records.slice(1), 1, 'record 2 stands where 1 belongs'],
    ['a swap', ([a, b, c, d]: AuditRecord[]) => [a, c, b, d] as AuditRecord[], 2, 'record 3 stands where 2 belongs'],
    ['a repetition', ([a, ...rest]: AuditRecord[]) => [a, a, ...rest] as AuditRecord[], 2, 'record 1 stands'],
  ])('shows %s', async (_, tamper, number, why) => {
    const finding = await verifyChain(tamper(chain(4)));

    expect(finding).toEqual({ kind: 'broken', number, why: expect.stringContaining(why) });
  });

  it('shows what is missing at its end only beside a head that was kept', async () => {
    const records = chain(4);

    const finding = await verifyChain(records.slice(0, 3));

    expect(finding).toMatchObject({ kind: 'sound', head: { number: 3 } });
    expect(finding).not.toMatchObject({ head: { number: 4, hash: records[3]?.hash } });
  });
});

describe('The hash of a record', () => {
  const record = { kind: 'command', what: 'a', number: 1, at: '2026-03-01T03:00:00Z', before: '' } as const;

  it('does not depend on the order in which things were written, nor on what is absent', () => {
    const facts = { vm: 'a', 10: 'b', 9: 'c' };
    const swapped = {
      before: '',
      at: record.at,
      facts: { 9: 'c', 10: 'b', vm: 'a' },
      number: 1,
      what: 'a',
      kind: 'command',
    };

    expect(hashOf({ ...swapped, kind: 'command', person: undefined })).toBe(hashOf({ ...record, facts }));
  });

  it('depends on where one thing ends and the next begins', () => {
    expect(hashOf({ ...record, facts: { a: 'b","c":"d' } })).not.toBe(hashOf({ ...record, facts: { a: 'b', c: 'd' } }));
  });

  it('stays the same from version to version: what was exported must verify for years', () => {
    expect(hashOf({ ...record, person: 'anna', facts: { b: '⛵', a: '1' } })).toBe(
      'c6a42fbcb868162584ae5fe08cfdb2f8ed05f6378e7499e23f7a34919e6ab15b',
    );
  });
});

function chain(length: number): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let number = 1; number <= length; number += 1) {
    const before = records.at(-1)?.hash ?? chainStart.hash;
    const record = { kind: 'command', what: `status ${number}`, number, at: '2026-03-01T03:00:00Z', before } as const;
    records.push({ ...record, facts: { vm: 'a' }, hash: hashOf({ ...record, facts: { vm: 'a' } }) });
  }
  return records;
}

function change(records: AuditRecord[], index: number, changes: Partial<AuditRecord>): AuditRecord[] {
  return records.map((record, at) => (at === index ? { ...record, ...changes } : record));
}

function rehashed(records: AuditRecord[], index: number): AuditRecord[] {
  const changed = change(records, index, { what: 'nothing' });
  return change(changed, index, { hash: hashOf(changed[index] as AuditRecord) });
}
