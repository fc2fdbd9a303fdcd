import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a worker wrote for later workers, so that nobody who can only write to Redis can put another order under it. */
export interface Sealed {
  readonly order: string;
  readonly seal: string;
}

/** What an order is for. The orders of two workflows may look alike, and one of them delete what the other keeps. */
interface Purpose {
  readonly operation: string;
  readonly workflow: string;
  readonly version: number;
}

export const sealed = (key: string, purpose: Purpose, order: unknown): Sealed => {
  const text = JSON.stringify(order);
  return { order: text, seal: sealOf(key, purpose, text) };
};

/** The order, or undefined where the seal is another's. */
export const unsealed = (key: string, purpose: Purpose, { order, seal }: Sealed): unknown => {
  const expected = Buffer.from(sealOf(key, purpose, order));
  const given = Buffer.from(seal);
  const genuine = expected.length === given.length && timingSafeEqual(expected, given);
  return genuine ? JSON.parse(order) : undefined;
};

const sealOf = (key: string, { operation, workflow, version }: Purpose, order: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([operation, workflow, version, order]))
    .digest('hex');
