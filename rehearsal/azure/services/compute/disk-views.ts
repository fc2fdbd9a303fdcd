import type { World } from '../../world/world.ts';
import { copyInto, shownProgress } from './copies.ts';
import { withUpperCaseGroup } from './disk-data.ts';
import type { Disk, DiskRestorePoint, Snapshot } from './shapes.ts';
import { hasOpenAccess, machineFacts } from './state.ts';

/** A disk as GET tells it. */
export function diskView(world: World, disk: Disk) {
  return { ...disk, properties: { ...disk.properties, diskState: diskStateOf(world, disk) } };
}

/** The subscription's list gives the resource group's name in capitals. */
export function listedDisk(world: World, disk: Disk) {
  return { ...diskView(world, disk), id: withUpperCaseGroup(disk.id) };
}

function diskStateOf(world: World, { id, managedBy }: Disk): string {
  if (managedBy !== undefined) return machineFacts(world, managedBy).power === 'deallocated' ? 'Reserved' : 'Attached';
  return hasOpenAccess(world, id) ? 'ActiveSAS' : 'Unattached';
}

export function snapshotView(world: World, snapshot: Snapshot) {
  const diskState = hasOpenAccess(world, snapshot.id) ? 'ActiveSAS' : 'Unattached';
  return { ...snapshot, properties: { ...snapshot.properties, diskState, ...snapshotCopyView(world, snapshot) } };
}

function snapshotCopyView(world: World, { id }: Snapshot): Record<string, unknown> {
  const copy = copyInto(world, id);
  if (copy === undefined) return {};
  const { state, percent = 0 } = shownProgress(world, copy);
  if (state !== 'Failed') return { completionPercent: percent };
  // The only reason that the specification has a code for; of other failures nothing is told.
  if (copy.brokenAt === undefined) return {};
  const errorMessage = `The source '${copy.sourceId}' of the copy was not found.`;
  return { completionPercent: percent, copyCompletionError: { errorCode: 'CopySourceNotFound', errorMessage } };
}

export function diskPointView(world: World, point: DiskRestorePoint) {
  const { id, name, properties } = point;
  return { id, name, properties: { ...properties, ...diskPointCopyView(world, point) } };
}

/** Progress is told only of what comes from another region. */
function diskPointCopyView(world: World, { id }: DiskRestorePoint): Record<string, unknown> {
  const copy = copyInto(world, id);
  if (copy === undefined) return {};
  const { state, percent } = shownProgress(world, copy);
  return { replicationState: state, ...(percent !== undefined && { completionPercent: percent }) };
}
