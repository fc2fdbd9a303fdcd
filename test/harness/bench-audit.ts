import { generateKeyPairSync } from 'node:crypto';
import type { GuardedStore } from '../../adapters/redis/guarded-store.ts';
import { type Audit, keepAudit } from '../../src/audit/keep-audit.ts';
import type { SignedHead } from '../../src/ports/audit.ts';
import { auditOn } from '../adapters/redis/stores.ts';

/** Signed with a key of its own, its heads kept in memory. What is not written any more when a test is over is no fault. */
export const benchAudit = (store: GuardedStore, now: () => Date): Audit => {
  const kept: SignedHead[] = [];
  return keepAudit({
    log: auditOn(store, now),
    deployment: 'bench',
    privateKey: generateKeyPairSync('ed25519').privateKey,
    counter: () => store.reached(),
    now,
    heads: { keep: async (head) => void kept.push(head), kept: async () => kept },
    unsigned: () => {},
    unwritten: () => {},
  });
};
