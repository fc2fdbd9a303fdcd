import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { AuditRecord, SignedHead } from '../ports/audit.ts';
import { type ChainFinding, verifyChain } from './chain.ts';
import { headShape, isSignedBy } from './head.ts';

interface Evidence {
  readonly records: readonly AuditRecord[];
  /** From the log output, the audit channel, or the file that the bot keeps. */
  readonly heads: readonly SignedHead[];
}

/** What an export, and heads that were kept elsewhere, say about each other. */
export type Verified =
  | { readonly kind: 'sound'; readonly records: number; readonly hash: string; readonly heads: number }
  | { readonly kind: 'broken'; readonly number: number; readonly why: string };

type Records = Iterable<AuditRecord> | AsyncIterable<AuditRecord>;

/** Change, removal and reordering break the chain; truncation and a chain made anew differ from a signed head. */
export const verifyEvidence = async (
  records: Records,
  heads: readonly SignedHead[],
  key?: KeyObject,
): Promise<Verified> => {
  const wanted = new Set(heads.map(({ number }) => number));
  const hashes = new Map<number, string>();
  const chain: ChainFinding = await verifyChain(noting(records, wanted, hashes));
  if (chain.kind === 'broken') return chain;
  for (const head of heads) {
    const why = faultOf(head, hashes.get(head.number), key);
    if (why) return { kind: 'broken', number: head.number, why };
  }
  return { kind: 'sound', records: chain.head.number, hash: chain.head.hash, heads: heads.length };
};

async function* noting(records: Records, wanted: ReadonlySet<number>, hashes: Map<number, string>) {
  for await (const record of records) {
    if (wanted.has(record.number)) hashes.set(record.number, record.hash);
    yield record;
  }
}

const faultOf = (head: SignedHead, hash: string | undefined, key?: KeyObject): string | undefined => {
  if (key && !isSignedBy(head, key)) return `the signature of the head at record ${head.number} is not of this key`;
  if (hash === undefined) return `record ${head.number} was there at ${head.at} and is missing: the end was cut off`;
  return hash === head.hash ? undefined : `record ${head.number} is not the one that was signed at ${head.at}`;
};

const line = z.union([z.object({ head: headShape }), z.looseObject({ number: z.number(), hash: z.string() })]);

/** Reads lines of JSON, records and heads in any mixture; what stands around them is no part of the log. */
export const readEvidence = (text: string): Evidence => {
  const read = text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each.startsWith('{'))
    .map((each) => line.parse(JSON.parse(each)));
  return {
    records: read.flatMap((each) => ('head' in each && !('number' in each) ? [] : [each as unknown as AuditRecord])),
    heads: read.flatMap((each) => ('head' in each && !('number' in each) ? [each.head as SignedHead] : [])),
  };
};
