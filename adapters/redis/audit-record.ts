import { z } from 'zod';
import type { AuditRecord } from '../../src/ports/audit.ts';

/** Loose: what somebody added later belongs to what the hash is about. */
export const eventShape = z.looseObject({
  kind: z.enum(['command', 'decision', 'refusal', 'plan', 'azure-call', 'delivery', 'operation', 'policy', 'store']),
  person: z.string().optional(),
  account: z.string().optional(),
  about: z.string().optional(),
  what: z.string(),
  facts: z.record(z.string(), z.string()).optional(),
});

const recordShape = eventShape.extend({
  number: z.int().positive(),
  at: z.string(),
  before: z.string(),
  hash: z.string(),
});

export function readRecord(body: string): AuditRecord {
  return recordShape.parse(JSON.parse(body)) as AuditRecord;
}
