import type { World } from '../world/world.ts';
import { ArmError } from './errors.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function subscriptionIn(path: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase();
}

/** Refuses calls about a subscription that the world does not have. */
export function requireSubscription(path: string, world: World): void {
  const id = subscriptionIn(path);
  if (id === undefined || world.subscriptions.some((known) => known.toLowerCase() === id)) return;
  if (!GUID.test(id)) {
    const message = `The provided subscription identifier '${id}' is malformed or invalid.`;
    throw new ArmError(400, 'InvalidSubscriptionId', message);
  }
  throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}
