import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { SignedHead } from '../ports/audit.ts';
import { canonical } from './canonical.ts';

type Unsigned = Omit<SignedHead, 'key' | 'signature'>;

export const headShape = z.object({
  deployment: z.string(),
  number: z.int().nonnegative(),
  hash: z.string(),
  counter: z.int().nonnegative(),
  at: z.string(),
  key: z.string(),
  signature: z.string(),
});

export const signHead = (head: Unsigned, privateKey: KeyObject): SignedHead => {
  const named = { ...head, key: fingerprintOf(createPublicKey(privateKey)) };
  return { ...named, signature: sign(null, Buffer.from(canonical(named)), privateKey).toString('base64') };
};

export const isSignedBy = ({ signature, ...head }: SignedHead, publicKey: KeyObject): boolean =>
  head.key === fingerprintOf(publicKey) &&
  verify(null, Buffer.from(canonical(head)), publicKey, Buffer.from(signature, 'base64'));

/** Short enough to be compared by eye. */
const fingerprintOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
