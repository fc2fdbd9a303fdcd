import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { findDisk, plainLocation } from './disk-data.ts';
import { beginCopy, finishCopy } from './point-copies.ts';
import {
  beginPoint,
  type Consistency,
  findCollection,
  findPoint,
  finishPoint,
  machineOf,
  makeCollection,
} from './points.ts';
import type { RestorePoint, RestorePointCollection, Snapshot } from './shapes.ts';
import { computeTypes } from './shapes.ts';
import { makeSnapshot, startSnapshotCopy } from './snapshots.ts';

interface SnapshotProvision {
  readonly id: string;
  readonly location: string;
  /** A disk of the region, or a snapshot of another one, whose copy then begins. */
  readonly sourceId: string;
  /** Default: true. */
  readonly incremental?: boolean;
  readonly sku?: string;
  readonly tags?: Record<string, string>;
}

export function createSnapshot(world: World, wish: SnapshotProvision): Snapshot {
  const location = plainLocation(wish.location);
  const found = world.resources.get(wish.sourceId);
  const original = found?.type === computeTypes.snapshots ? (found as Snapshot) : undefined;
  const source = original ?? findDisk(world, wish.sourceId);
  if (source === undefined) throw missing(wish.sourceId);
  const isCopy = original !== undefined && original.location !== location;
  const snapshot = makeSnapshot(world, {
    id: wish.id,
    location,
    sku: wish.sku ?? 'Standard_LRS',
    incremental: wish.incremental ?? true,
    source,
    createOption: isCopy ? 'CopyStart' : 'Copy',
    sizeGb: source.properties.diskSizeGB,
    tags: wish.tags,
  });
  if (isCopy) startSnapshotCopy(world, snapshot, original);
  return snapshot;
}

interface CollectionProvision {
  readonly id: string;
  readonly location: string;
  /** A machine of the region, or a collection of another one. */
  readonly sourceId: string;
  readonly tags?: Record<string, string>;
}

export function createRestorePointCollection(world: World, wish: CollectionProvision): RestorePointCollection {
  const source = world.resources.get(wish.sourceId);
  if (source?.location === undefined) throw missing(wish.sourceId);
  const location = plainLocation(wish.location);
  return makeCollection(world, { ...wish, location, sourceLocation: source.location });
}

interface RestorePointProvision {
  /** Its collection says whether it is a point of a machine or of another region's collection. */
  readonly id: string;
  /** The point that it is a copy of, in which case the copy begins now. */
  readonly copyOf?: string;
  readonly consistencyMode?: Consistency;
  readonly excludeDisks?: readonly string[];
}

export function createRestorePoint(world: World, wish: RestorePointProvision): RestorePoint {
  const collectionId = wish.id.replace(/\/restorePoints\/[^/]+$/i, '');
  const collection = findCollection(world, collectionId);
  if (collection === undefined) throw missing(collectionId);
  if (wish.copyOf !== undefined) return createCopy(world, collection, nameOf(wish.id), wish.copyOf);
  const machine = machineOf(world, collection);
  if (machine === undefined) throw missing(collection.properties.source.id);
  const { consistencyMode, excludeDisks } = wish;
  const point = beginPoint(world, machine, { collection, name: nameOf(wish.id), consistencyMode, excludeDisks });
  finishPoint(world, point, consistencyMode ?? 'ApplicationConsistent');
  return point;
}

function createCopy(world: World, collection: RestorePointCollection, name: string, sourceId: string): RestorePoint {
  const source = findPoint(world, sourceId);
  if (source === undefined) throw missing(sourceId);
  const point = beginCopy(world, collection, name, source);
  finishCopy(world, point, source);
  return point;
}

function missing(id: string): ArmError {
  return new ArmError(404, 'NotFound', `Resource ${nameOf(id)} is not found.`);
}
