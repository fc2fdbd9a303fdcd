import { randomBytes } from 'node:crypto';
import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { StateKey, World } from '../../world/world.ts';
import { requireResource } from '../resources/lookup.ts';
import { parameter } from '../resources/parameters.ts';

export const accountPath =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Storage/storageAccounts/{accountName}';

interface AccountKeys {
  readonly key1: string;
  readonly key2: string;
}

/** Random at every run: they open nothing, and nothing should come to rely on them. */
const keys: StateKey<Map<string, AccountKeys>> = { name: 'storage.keys', make: () => new Map() };

export function accountId(request: ArmRequest): string {
  const group = `/subscriptions/${parameter(request, 'subscriptionId')}/resourceGroups/${parameter(request, 'resourceGroupName')}`;
  return `${group}/providers/Microsoft.Storage/storageAccounts/${parameter(request, 'accountName')}`;
}

export function accountIn(request: ArmRequest): ArmResource {
  return requireResource(request.world, accountId(request));
}

export function skuName({ sku }: ArmResource): string {
  return String(sku?.name);
}

export function keysOf(world: World, account: ArmResource): AccountKeys {
  const all = world.state(keys);
  const id = account.id.toLowerCase();
  const known = all.get(id) ?? { key1: randomBytes(64).toString('base64'), key2: randomBytes(64).toString('base64') };
  all.set(id, known);
  return known;
}

/** Where an account's data lie. A failover changes it; the account's own location stays what it was. */
export function primaryOf({ location, properties }: ArmResource): string {
  return String(properties.primaryLocation ?? location);
}

/** The other region of an account that keeps a copy there. */
export function secondaryOf(account: ArmResource | undefined): string | undefined {
  const { secondaryLocation } = account?.properties ?? {};
  return typeof secondaryLocation === 'string' ? secondaryLocation : undefined;
}

/** An account whose primary region is lost is answered for by the secondary one. */
export function answeringRegion(request: ArmRequest): string | undefined {
  const account = request.world.resources.get(accountId(request));
  const primary = account && primaryOf(account);
  return primary && request.world.isDown(primary) ? (secondaryOf(account) ?? primary) : primary;
}
