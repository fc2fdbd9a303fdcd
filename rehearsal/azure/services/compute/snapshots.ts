import type { World } from '../../world/world.ts';
import { nameOf, subscriptionOf } from '../resources/ids.ts';
import { startCopy, takeTrouble } from './copies.ts';
import { computeTypes, type Disk, type DiskData, type Snapshot } from './shapes.ts';
import { computeState, familyOf } from './state.ts';
import { computeTime } from './times.ts';

const PERCENT_EVERY_SECONDS = 60;

interface SnapshotWish {
  readonly id: string;
  readonly location: string;
  readonly sku: string;
  readonly incremental: boolean;
  readonly source: Disk | Snapshot | undefined;
  readonly createOption: string;
  readonly sizeGb: number;
  readonly tags?: Record<string, string> | undefined;
  readonly overrides?: Partial<DiskData>;
}

export function makeSnapshot(world: World, wish: SnapshotWish): Snapshot {
  const { source } = wish;
  const snapshot: Snapshot = {
    id: wish.id,
    name: nameOf(wish.id),
    type: computeTypes.snapshots,
    location: wish.location,
    ...(wish.tags && { tags: wish.tags }),
    sku: { name: wish.sku, tier: wish.sku.startsWith('Premium') ? 'Premium' : 'Standard' },
    properties: {
      ...(source && dataOf(source)),
      creationData: {
        createOption: wish.createOption,
        ...(source && { sourceResourceId: source.id, sourceUniqueId: source.properties.uniqueId }),
      },
      diskSizeGB: wish.sizeGb,
      diskSizeBytes: wish.sizeGb * 1024 ** 3,
      encryption: source?.properties.encryption ?? { type: 'EncryptionAtRestWithPlatformKey' },
      incremental: wish.incremental,
      networkAccessPolicy: 'AllowAll',
      publicNetworkAccess: 'Enabled',
      ...wish.overrides,
      timeCreated: computeTime(world.clock.now()),
      provisioningState: 'Succeeded',
      uniqueId: world.guid(),
      ...(wish.incremental && source && { incrementalSnapshotFamilyId: familyOf(world, familyKey(source, wish)) }),
    },
  };
  world.resources.put(snapshot);
  return snapshot;
}

function dataOf(source: Disk | Snapshot): Partial<DiskData> {
  const { osType, hyperVGeneration, securityProfile } = source.properties;
  return {
    ...(osType && { osType }),
    ...(hyperVGeneration && { hyperVGeneration }),
    ...(securityProfile && { securityProfile }),
  };
}

/** One family for each disk and region: a copied snapshot's family stands for its source's. */
function familyKey(source: Disk | Snapshot, { location }: SnapshotWish): string {
  if (source.type === computeTypes.disks) return `${location} ${source.properties.uniqueId}`;
  return `${location} ${String(source.properties.incrementalSnapshotFamilyId)}`;
}

export function startSnapshotCopy(world: World, target: Snapshot, source: Snapshot): void {
  startCopy(world, {
    targetId: target.id,
    sourceId: source.id,
    sizeGb: source.properties.diskSizeGB,
    incremental: siblingsOf(world, target).length > 0,
    refreshSeconds: PERCENT_EVERY_SECONDS,
    trouble: takeTrouble(world, source.id),
  });
}

/** Other snapshots of the same family, which are in the same region. */
function siblingsOf(world: World, snapshot: Snapshot): Snapshot[] {
  const family = snapshot.properties.incrementalSnapshotFamilyId;
  return copiedSnapshots(world, snapshot).filter(
    (other) => other.id !== snapshot.id && other.properties.incrementalSnapshotFamilyId === family,
  );
}

/** The snapshots of the subscription and region that were copied from elsewhere. */
export function copiedSnapshots(world: World, place: { id: string; location: string }): Snapshot[] {
  const all = world.resources.list(computeTypes.snapshots, `/subscriptions/${subscriptionOf(place.id)}`) as Snapshot[];
  return all.filter(
    ({ location, properties }) => location === place.location && properties.creationData.createOption === 'CopyStart',
  );
}

export function forgetSnapshot(world: World, id: string): void {
  const { copies, grants } = world.state(computeState);
  copies.delete(id.toLowerCase());
  grants.delete(id.toLowerCase());
  for (const copy of copies.values()) {
    if (copy.sourceId.toLowerCase() === id.toLowerCase()) copy.brokenAt ??= world.clock.now();
  }
  world.resources.delete(id);
}
