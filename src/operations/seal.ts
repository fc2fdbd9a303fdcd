import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a worker wrote for later workers, so that nobody who can only write to Redis can put another order under it. */
export interface Sealed {
  readonly order: string;
  readonly seal: string;
}

export const sealed = (key: string, operation: string, order: unknown): Sealed => {
  const text = JSON.stringify(order);
  return { order: text, seal: sealOf(key, operation, text) };
};

/** The order, or undefined where the seal is another's. */
export const unsealed = (key: string, operation: string, { order, seal }: Sealed): unknown => {
  const expected = Buffer.from(sealOf(key, operation, order));
  const given = Buffer.from(seal);
  const genuine = expected.length === given.length && timingSafeEqual(expected, given);
  return genuine ? JSON.parse(order) : undefined;
};

const sealOf = (key: string, operation: string, order: string): string =>
  createHmac('sha256', key).update(`${operation}\n${order}`).digest('hex');
