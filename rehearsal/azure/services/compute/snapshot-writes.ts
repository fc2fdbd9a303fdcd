import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { idIn, newIdIn, requireOf } from './addressed.ts';
import { activeAccess } from './data-access.ts';
import { checkedData, findSnapshot, requireCopySource } from './data-sources.ts';
import { type SnapshotBody, type SnapshotPatch, snapshotBody, snapshotPatch } from './disk-body.ts';
import { plainLocation } from './disk-data.ts';
import { snapshotView } from './disk-views.ts';
import { startLongRunning } from './long-running.ts';
import { isSound, markSound } from './provision-disks.ts';
import { setState } from './provisioning-state.ts';
import { changeNotAllowed, invalidParameter, refuseOtherLocation, requiredParameter } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type Disk, type Snapshot } from './shapes.ts';
import { requireCopyable } from './snapshot-rules.ts';
import { forgetSnapshot, makeSnapshot, startSnapshotCopy } from './snapshots.ts';
import { hasOpenAccess } from './state.ts';

const WRITE_SECONDS = 2;

export function putSnapshot(request: ArmRequest): ArmResponse {
  const { world } = request;
  const body = parseBody(request, snapshotBody);
  const id = newIdIn(request, 'snapshots', 'snapshotName');
  const existing = findSnapshot(world, id);
  if (existing === undefined) return accepted(request, newSnapshot(world, id, body), body);
  refuseOtherLocation(existing, plainLocation(body.location));
  refuseImmutable(existing, body);
  changeSnapshot(world, existing, body);
  return accepted(request, existing, body);
}

export function patchSnapshot(request: ArmRequest): ArmResponse {
  const id = idIn(request, 'snapshots', 'snapshotName');
  const snapshot = requireOf<Snapshot>(request, computeTypes.snapshots, id);
  const body = parseBody(request, snapshotPatch);
  changeSnapshot(request.world, snapshot, body);
  return accepted(request, snapshot, body);
}

function refuseImmutable({ properties: before }: Snapshot, { properties }: SnapshotBody): void {
  const { createOption, sourceResourceId } = properties.creationData;
  if (createOption !== before.creationData.createOption) throw changeNotAllowed('creationData.createOption');
  if (sourceResourceId && !sameId(sourceResourceId, before.creationData.sourceResourceId)) {
    throw changeNotAllowed('creationData.sourceResourceId');
  }
  if ((properties.incremental ?? before.incremental) !== before.incremental) throw changeNotAllowed('incremental');
}

/** The operation of a copy ends as soon as the copy has begun. */
function accepted(request: ArmRequest, snapshot: Snapshot, body: SnapshotPatch): ArmResponse {
  const { world } = request;
  setState(snapshot, 'Updating');
  const headers = startLongRunning(request, {
    side: 'DiskOperations',
    location: snapshot.location,
    seconds: WRITE_SECONDS,
    complete: () => {
      setState(snapshot, 'Succeeded');
      return snapshotView(world, snapshot);
    },
    fail: () => setState(snapshot, 'Failed'),
  });
  const { id, name, type, location, tags, sku } = snapshot;
  const { creationData } = snapshot.properties;
  const properties = { creationData, ...body.properties, provisioningState: 'Updating' };
  return {
    status: 202,
    headers: { ...headers, ...remaining('writeSnapshot') },
    body: { name, id, type, location, ...(tags && { tags }), sku: { name: sku.name }, properties },
  };
}

function newSnapshot(world: World, id: string, body: SnapshotBody): Snapshot {
  const location = plainLocation(body.location);
  const { creationData, incremental = false, diskSizeGB } = body.properties;
  const source = sourceOf(world, { id, location }, body);
  const sizeGb = source?.properties.diskSizeGB ?? diskSizeGB;
  if (sizeGb === undefined) throw requiredParameter('snapshot.diskSizeGB');
  const { osType, hyperVGeneration } = body.properties;
  const snapshot = makeSnapshot(world, {
    id,
    location,
    sku: body.sku?.name ?? 'Standard_LRS',
    incremental,
    source,
    createOption: creationData.createOption,
    sizeGb,
    tags: body.tags,
    overrides: {
      ...(osType && { osType }),
      ...(hyperVGeneration && { hyperVGeneration }),
      ...checkedData(world, location, body.properties),
    },
  });
  Object.assign(snapshot.properties.creationData, creationData);
  if (source) markSound(world, snapshot.id, isSound(world, source.id));
  if (creationData.createOption === 'CopyStart' && source) startSnapshotCopy(world, snapshot, source as Snapshot);
  return snapshot;
}

function sourceOf(
  world: World,
  target: { id: string; location: string },
  body: SnapshotBody,
): Disk | Snapshot | undefined {
  const { createOption, sourceResourceId } = body.properties.creationData;
  switch (createOption) {
    case 'Copy':
      return requireCopySource(world, target.location, sourceResourceId);
    case 'CopyStart':
      return requireCopyable(world, target, sourceResourceId, body.properties.incremental ?? false);
    case 'Empty':
    case 'Import':
      return undefined;
    default:
      throw invalidParameter(
        'creationData.createOption',
        `The value '${createOption}' of parameter 'creationData.createOption' is not allowed.`,
      );
  }
}

function changeSnapshot(world: World, snapshot: Snapshot, body: SnapshotPatch): void {
  if (hasOpenAccess(world, snapshot.id)) throw activeAccess(snapshot.name);
  const checked = checkedData(world, snapshot.location, body.properties ?? {});
  if (checked.networkAccessPolicy && checked.networkAccessPolicy !== 'AllowPrivate')
    delete snapshot.properties.diskAccessId;
  Object.assign(snapshot.properties, checked);
  const sku = body.sku?.name;
  if (sku !== undefined) snapshot.sku = { name: sku, tier: sku.startsWith('Premium') ? 'Premium' : 'Standard' };
  if (body.tags) snapshot.tags = body.tags;
}

export function removeSnapshot(request: ArmRequest): ArmResponse {
  const { world } = request;
  const snapshot = findSnapshot(world, idIn(request, 'snapshots', 'snapshotName'));
  if (snapshot === undefined) return { status: 204 };
  if (hasOpenAccess(world, snapshot.id)) throw activeAccess(snapshot.name);
  setState(snapshot, 'Deleting');
  const headers = startLongRunning(request, {
    side: 'DiskOperations',
    location: snapshot.location,
    seconds: WRITE_SECONDS,
    complete: () => forgetSnapshot(world, snapshot.id),
    fail: () => setState(snapshot, 'Failed'),
  });
  return { status: 202, headers: { ...headers, ...remaining('writeSnapshot') } };
}
