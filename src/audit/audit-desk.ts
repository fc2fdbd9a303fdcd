import type { KeyObject } from 'node:crypto';
import type { Message } from '../messages/message.ts';
import type { AuditDesk, AuditLog, AuditQuery, AuditRecord, SignedHead } from '../ports/audit.ts';
import { auditFound, auditPage, auditVerified } from '../views/audit.ts';
import { verifyEvidence } from './verify-export.ts';

interface AuditDeskParts {
  readonly log: AuditLog;
  /** Everything that was recorded until now is written. */
  readonly flush: () => Promise<void>;
  readonly sign: () => Promise<SignedHead | undefined>;
  readonly publicKey: KeyObject;
  /** Those that were kept outside the store. */
  readonly keptHeads: () => Promise<readonly SignedHead[]>;
  readonly now: () => Date;
}

/** So that a page fits into a message of every platform. */
const mostOnPage = 2600;

export const createAuditDesk = (parts: AuditDeskParts): AuditDesk => ({
  show: async (query: AuditQuery): Promise<Message> => {
    await parts.flush();
    return auditFound(await parts.log.find(query), query, parts.now());
  },
  page: async (from, whole) => {
    await parts.flush();
    const { lines, next } = await pageFrom(parts.log, from, whole ? Number.POSITIVE_INFINITY : mostOnPage);
    const head = next === undefined ? await parts.sign() : undefined;
    return auditPage(head ? [...lines, JSON.stringify({ head })] : lines, next);
  },
  verify: async () => {
    await parts.flush();
    const heads = await parts.keptHeads();
    return auditVerified(await verifyEvidence(parts.log.export(), heads, parts.publicKey), heads.at(-1));
  },
});

interface Page {
  readonly lines: readonly string[];
  /** The number that the next page begins with. */
  readonly next?: number;
}

const pageFrom = async (log: AuditLog, from: number, most: number): Promise<Page> => {
  const lines: string[] = [];
  let length = 0;
  for await (const record of log.export(from)) {
    const line = JSON.stringify(record satisfies AuditRecord);
    if (lines.length > 0 && length + line.length > most) return { lines, next: record.number };
    lines.push(line);
    length += line.length + 1;
  }
  return { lines };
};
