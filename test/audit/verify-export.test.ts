import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { chainStart, hashOf } from '../../src/audit/chain.ts';
import { isSignedBy, signHead } from '../../src/audit/head.ts';
import { readEvidence, verifyEvidence } from '../../src/audit/verify-export.ts';
import type { AuditRecord } from '../../src/ports/audit.ts';
import { emptyFolder } from '../redis-servers.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

const chainOf = (...whats: readonly string[]): readonly AuditRecord[] => {
  let before = chainStart.hash;
  return whats.map((what, index) => {
    const record = { kind: 'command', what, number: index + 1, at: '2026-11-20T14:00:00.000Z', before } as const;
    const hash = hashOf(record);
    before = hash;
    return { ...record, hash };
  });
};

const records = chainOf('status', 'failover payments', 'approve DR-1001 9f3c');

const headAt = (record: AuditRecord, key = privateKey) =>
  signHead(
    { deployment: 'test', number: record.number, hash: record.hash, counter: 12, at: '2026-11-20T14:01:00.000Z' },
    key,
  );
const last = records[2] as AuditRecord;
const head = headAt(last);

test('a whole log agrees with its head', async () => {
  expect(await verifyEvidence(records, [head, headAt(records[0] as AuditRecord)], publicKey)).toEqual({
    kind: 'sound',
    records: 3,
    hash: last.hash,
    heads: 2,
  });
});

test.each<[string, readonly AuditRecord[], string]>([
  ['changed', records.map((each) => (each.number === 2 ? { ...each, what: 'status' } : each)), 'was changed'],
  ['removed', [records[0], records[2]] as AuditRecord[], 'stands where 2 belongs'],
  ['reordered', [records[1], records[0], records[2]] as AuditRecord[], 'stands where 1 belongs'],
  ['cut off', records.slice(0, 2), 'the end was cut off'],
  ['made anew', chainOf('status', 'status', 'status'), 'is not the one that was signed'],
])('a log that was %s shows it', async (_how, found, why) => {
  expect(await verifyEvidence(found, [head], publicKey)).toMatchObject({
    kind: 'broken',
    why: expect.stringContaining(why),
  });
});

test('a head is believed only with the signature of the key, over every word of it', async () => {
  const other = generateKeyPairSync('ed25519');

  expect(isSignedBy(head, publicKey)).toBe(true);
  expect(isSignedBy({ ...head, counter: 11 }, publicKey)).toBe(false);
  expect(isSignedBy(headAt(last, other.privateKey), publicKey)).toBe(false);
  const forged = { ...headAt(last, other.privateKey), key: head.key };
  expect(await verifyEvidence(records, [forged], publicKey)).toMatchObject({ kind: 'broken' });
});

test('lines are read from whatever they were copied out of', () => {
  const text = [
    'The audit log:',
    ...records.map((each) => `    ${JSON.stringify(each)}`),
    JSON.stringify({ head }),
    '',
  ];

  expect(readEvidence(text.join('\n'))).toEqual({ records, heads: [head] });
});

test('the tool says it offline, and ends with 1 where something is wrong', async () => {
  const folder = emptyFolder();
  const at = (name: string) => join(folder, name);
  const lines = (some: readonly AuditRecord[]) => [...some, { head }].map((each) => JSON.stringify(each)).join('\n');
  writeFileSync(at('whole'), lines(records));
  writeFileSync(at('cut'), lines(records.slice(0, 1)));
  writeFileSync(at('key'), publicKey.export({ type: 'spki', format: 'pem' }));
  const run = (file: string) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/verify-audit.ts', at(file), '--key', at('key')]);

  expect((await run('whole')).stdout).toContain('Sound: 3 records');
  await expect(run('cut')).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('BROKEN at record 3') });
});
