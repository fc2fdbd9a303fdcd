import type { ArmResource } from '../../world/resources.ts';
import type { StateKey, World } from '../../world/world.ts';
import { primaryOf, secondaryOf, skuName } from './account.ts';

const minute = 60_000;
// Azure gives no promise; a few minutes is usual.
const usualLag = 3 * minute;
const bootstrap = 10 * minute;

interface Replication {
  /** When copying to the secondary region began. */
  since?: number;
  /** The last moment copied when the primary region was lost. */
  lastBeforeLoss?: number;
}

const replications: StateKey<Map<string, Replication>> = { name: 'storage.replication', make: () => new Map() };

/** The copy in the secondary region begins anew: after a change of redundancy or a failover. */
export function restartReplication(world: World, account: ArmResource): void {
  world.state(replications).set(account.id.toLowerCase(), { since: world.clock.now() });
}

/** How far the copy is, computed at the moment of asking; undefined where there is none. */
export function geoReplicationStats(world: World, account: ArmResource): Record<string, unknown> | undefined {
  if (secondaryOf(account) === undefined) return undefined;
  const since = replicationOf(world, account).since ?? Date.parse(String(account.properties.creationTime));
  const isCopying = world.clock.now() - since < bootstrap;
  if (isCopying) return { status: 'Bootstrap', canFailover: false, canPlannedFailover: false };
  const isLost = world.isDown(primaryOf(account));
  return {
    status: isLost ? 'Unavailable' : 'Live',
    lastSyncTime: new Date(lastSync(world, account)).toISOString().replace('.000Z', 'Z'),
    canFailover: true,
    canPlannedFailover: !isLost,
    postFailoverRedundancy: skuAfterFailover(skuName(account)),
    postPlannedFailoverRedundancy: skuName(account),
  };
}

/** After a failover without preparation the copy is all there is: nothing is replicated any more. */
export function skuAfterFailover(sku: string): string {
  return sku.endsWith('GZRS') ? 'Standard_ZRS' : 'Standard_LRS';
}

function lastSync(world: World, account: ArmResource): number {
  const replication = replicationOf(world, account);
  const now = Math.floor((world.clock.now() - usualLag) / minute) * minute;
  if (!world.isDown(primaryOf(account))) {
    delete replication.lastBeforeLoss;
    return now;
  }
  replication.lastBeforeLoss ??= now;
  return replication.lastBeforeLoss;
}

function replicationOf(world: World, account: ArmResource): Replication {
  const all = world.state(replications);
  const id = account.id.toLowerCase();
  const known = all.get(id) ?? {};
  all.set(id, known);
  return known;
}
