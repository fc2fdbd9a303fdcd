import { createHash } from 'node:crypto';
import type { AuditRecord } from '../ports/audit.ts';
import { canonical } from './canonical.ts';

/** What the first record stands on. */
export const chainStart: Link = { number: 0, hash: '0'.repeat(64) };

/** A place in the chain that is known from elsewhere, such as a signed head. */
type Link = Pick<AuditRecord, 'number' | 'hash'>;

export type ChainFinding =
  | { readonly kind: 'sound'; readonly head: Link }
  /** `number` is where the chain should have gone on. */
  | { readonly kind: 'broken'; readonly number: number; readonly why: string };

/** SHA-256 over everything in the record but the hash, the hash before it included. */
export const hashOf = (record: Omit<AuditRecord, 'hash'>): string =>
  createHash('sha256')
    .update(canonical({ ...record, hash: undefined }))
    .digest('hex');

/**
 * Whether records, oldest first, follow one another without a change, a gap or a swap. That none are missing at the
 * end shows only in comparison with a head that was kept elsewhere.
 */
export const verifyChain = async (
  records: Iterable<AuditRecord> | AsyncIterable<AuditRecord>,
  after: Link = chainStart,
): Promise<ChainFinding> => {
  let head = after;
  for await (const record of records) {
    const why = faultOf(record, head);
    if (why !== undefined) return { kind: 'broken', number: head.number + 1, why };
    head = { number: record.number, hash: record.hash };
  }
  return { kind: 'sound', head };
};

const faultOf = (record: AuditRecord, head: Link): string | undefined => {
  if (record.number !== head.number + 1) return `record ${record.number} stands where ${head.number + 1} belongs`;
  if (record.before !== head.hash) return `record ${record.number} does not continue record ${head.number}`;
  return record.hash === hashOf(record) ? undefined : `record ${record.number} was changed after it was written`;
};
