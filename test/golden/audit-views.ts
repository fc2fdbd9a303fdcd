import type { Message } from '../../src/messages/message.ts';
import type { AuditRecord } from '../../src/ports/audit.ts';
import { auditFound, auditPage, auditVerified, headPosted } from '../../src/views/audit.ts';

const now = new Date('2026-11-20T14:30:00Z');
const hash = 'ab12'.padEnd(64, '0');
const record: AuditRecord = {
  kind: 'decision',
  person: 'cleo',
  account: 'slack T1/U-cleo',
  about: 'DR-1042',
  what: 'DR-1042 approved',
  facts: { digest: '9f3c' },
  number: 7,
  at: '2026-11-20T14:05:00.000Z',
  before: hash,
  hash,
};
const byTheBot: AuditRecord = {
  kind: 'store',
  what: 'the store was replaced',
  number: 6,
  at: record.at,
  before: hash,
  hash,
};
const head = {
  deployment: 'lifeboat',
  number: 7,
  hash,
  counter: 120,
  at: record.at,
  key: '0011223344556677',
  signature: 'c2ln',
};

export const auditViews: Readonly<Record<string, Message>> = {
  'audit-found': auditFound([record, byTheBot], { most: 2 }, now),
  'audit-nothing': auditFound([], { most: 30 }, now),
  'audit-page': auditPage([JSON.stringify({ number: 7 })], 8),
  'audit-last-page': auditPage([JSON.stringify({ number: 7 })], undefined),
  'audit-sound': auditVerified({ kind: 'sound', records: 7, hash, heads: 2 }, head),
  'audit-sound-without-heads': auditVerified({ kind: 'sound', records: 7, hash, heads: 0 }, undefined),
  'audit-broken': auditVerified(
    { kind: 'broken', number: 7, why: 'record 7 was there at 14:05 and is missing: the end was cut off' },
    head,
  ),
  'audit-head': headPosted(head),
};
