import type { World } from '../../world/world.ts';
import { isComplete } from './copies.ts';
import { findSnapshot, requireUsable } from './data-sources.ts';
import { invalidParameter, notAllowed, requiredParameter, sourceNotFound } from './refusals.ts';
import type { Snapshot } from './shapes.ts';
import { copiedSnapshots } from './snapshots.ts';
import { millisecondsOf } from './times.ts';

const MOST_AT_ONCE = 100;

/** The source of a copy to another region, if Azure would begin it. */
export function requireCopyable(
  world: World,
  target: { id: string; location: string },
  sourceId: string | undefined,
  incremental: boolean,
): Snapshot {
  if (sourceId === undefined || sourceId === '') throw requiredParameter('creationData.sourceResourceId');
  if (!/\/snapshots\/[^/]+$/i.test(sourceId)) {
    throw invalidParameter(
      'creationData.sourceResourceId',
      'The entity referenced by creationData.sourceResourceId is not of the expected type: a snapshot is required for CopyStart.',
    );
  }
  const source = findSnapshot(world, sourceId);
  if (source === undefined) throw sourceNotFound(sourceId);
  if (!incremental || !source.properties.incremental) {
    throw invalidParameter('incremental', 'CopyStart is supported for incremental snapshots only.');
  }
  requireUsable(world, source);
  refuseByTarget(world, target, source);
  return source;
}

function refuseByTarget(world: World, target: { id: string; location: string }, source: Snapshot): void {
  const copied = copiedSnapshots(world, target);
  const underWay = copied.filter(({ id }) => !isComplete(world, id));
  if (underWay.length >= MOST_AT_ONCE) {
    throw notAllowed(
      `The number of snapshot copies in progress in location '${target.location}' has reached the limit of ${MOST_AT_ONCE} for the subscription.`,
    );
  }
  const ofSameDisk = (copy: Snapshot) => {
    const original = sourceOfCopy(world, copy);
    return original?.properties.incrementalSnapshotFamilyId === source.properties.incrementalSnapshotFamilyId;
  };
  const busy = underWay.find(ofSameDisk);
  if (busy !== undefined) {
    throw notAllowed(
      `Snapshot '${source.name}' cannot be copied while the copy '${busy.name}' of another snapshot of the same disk is in progress.`,
    );
  }
  const later = copied.filter(ofSameDisk).find((copy) => createdAt(sourceOfCopy(world, copy)) > createdAt(source));
  if (later !== undefined) {
    throw notAllowed(
      `Snapshot '${source.name}' cannot be copied since the snapshot that '${later.name}' was copied from was created after it. Incremental snapshots have to be copied in the order of their creation.`,
    );
  }
}

function sourceOfCopy(world: World, { properties }: Snapshot): Snapshot | undefined {
  return findSnapshot(world, properties.creationData.sourceResourceId ?? '');
}

function createdAt(snapshot: Snapshot | undefined): number {
  return snapshot === undefined ? 0 : millisecondsOf(snapshot.properties.timeCreated);
}
