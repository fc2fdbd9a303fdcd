import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { idIn } from './addressed.ts';
import { checkedEncryption } from './data-sources.ts';
import { startLongRunning, withoutLocation } from './long-running.ts';
import { beginCopy, finishCopy } from './point-copies.ts';
import { refuseCopyOf, refuseOpenAccess, refusePointOf } from './point-rules.ts';
import { pointView } from './point-views.ts';
import {
  beginPoint,
  type Consistency,
  findCollection,
  findPoint,
  finishPoint,
  isCopyOfCollection,
  machineOf,
  removePoint,
} from './points.ts';
import { disksOf, findVirtualMachine } from './provision-machines.ts';
import { setState } from './provisioning-state.ts';
import { changeNotAllowed, invalidParameter, notAllowed, requiredParameter, sourceNotFound } from './refusals.ts';
import { remaining, spendOneOfThree } from './remaining.ts';
import type { Encryption, RestorePoint, RestorePointCollection, VirtualMachine } from './shapes.ts';
import { machineFacts } from './state.ts';

const CREATE_SECONDS = 10;
const COPY_SECONDS = 6;
const DELETE_SECONDS = 5;

const reference = z.object({ id: z.string().min(1) });

const diskWish = z.object({
  diskRestorePoint: z
    .object({
      encryption: z
        .object({ type: z.string().optional(), diskEncryptionSet: z.object({ id: z.string().optional() }).optional() })
        .optional(),
      sourceDiskRestorePoint: reference.optional(),
    })
    .optional(),
});

const storageWish = z.object({ osDisk: diskWish.optional(), dataDisks: z.array(diskWish).optional() });

const pointBody = z.object({
  properties: z
    .object({
      consistencyMode: z.enum(['CrashConsistent', 'FileSystemConsistent', 'ApplicationConsistent']).optional(),
      excludeDisks: z.array(reference).optional(),
      sourceRestorePoint: reference.optional(),
      sourceMetadata: z.object({ storageProfile: storageWish.optional() }).optional(),
    })
    .optional(),
});

type PointBody = NonNullable<z.output<typeof pointBody>['properties']>;

export function putPoint(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { properties = {} } = parseBody(request, pointBody);
  const collection = requireParent(request);
  const name = request.params.restorePointName ?? '';
  if (findPoint(world, `${collection.id}/restorePoints/${name}`) !== undefined) throw changeNotAllowed('restorePoint');
  return isCopyOfCollection(collection) || properties.sourceRestorePoint !== undefined
    ? copyPoint(request, collection, name, properties)
    : createPoint(request, collection, name, properties);
}

function requireParent(request: ArmRequest): RestorePointCollection {
  const id = idIn(request, 'restorePointCollections', 'restorePointCollectionName');
  const collection = findCollection(request.world, id);
  if (collection !== undefined) return collection;
  const message = `Failed to perform 'write' on resource(s) of type 'restorePointCollections/restorePoints', because the parent resource '${id}' could not be found.`;
  throw new ArmError(404, 'ParentResourceNotFound', message);
}

function createPoint(
  request: ArmRequest,
  collection: RestorePointCollection,
  name: string,
  wish: PointBody,
): ArmResponse {
  const { world } = request;
  const machine = machineOf(world, collection);
  if (machine === undefined) throw sourceNotFound(collection.properties.source.id);
  const { consistencyMode } = wish;
  const excludeDisks = checkedExclusions(world, machine, wish);
  refusePointOf(world, machine, consistencyMode);
  const group =
    consistencyMode === 'CrashConsistent'
      ? 'CreateCrashConsistentRestorePoint'
      : 'CreateApplicationConsistentRestorePoint';
  const counter = spendOneOfThree(world, group, machine.id);
  const point = beginPoint(world, machine, { collection, name, consistencyMode, excludeDisks });
  const disksBefore = diskIds(world, machine);
  return accepted(request, point, CREATE_SECONDS, counter, () => {
    if (findVirtualMachine(world, machine.id) === undefined || diskIds(world, machine) !== disksBefore) {
      throw notAllowed(
        `Restore point '${name}' could not be created since VM '${machine.name}' or its disks changed meanwhile.`,
      );
    }
    finishPoint(world, point, consistencyOf(world, machine, consistencyMode));
  });
}

function diskIds(world: World, machine: VirtualMachine): string {
  return disksOf(world, machine.id)
    .map(({ id }) => id)
    .join();
}

function checkedExclusions(world: World, machine: VirtualMachine, wish: PointBody): string[] {
  const disks = disksOf(world, machine.id);
  const excluded = (wish.excludeDisks ?? []).map(({ id }) => id);
  const unknown = excluded.find((id) => !disks.some((disk) => sameId(disk.id, id)));
  if (unknown !== undefined) {
    throw invalidParameter(
      'excludeDisks',
      `Disk '${unknown}' is not attached to VM '${machine.name}' and cannot be excluded.`,
    );
  }
  if (excluded.length >= disks.length && disks.length > 0) {
    throw invalidParameter('excludeDisks', 'All disks cannot be excluded from a restore point.');
  }
  return excluded;
}

/** What the guest could do at that moment: a machine that does not run has nothing to flush. */
function consistencyOf(world: World, machine: VirtualMachine, asked: Consistency | undefined): Consistency {
  const { power, agent } = machineFacts(world, machine.id);
  if (asked === 'CrashConsistent' || power !== 'running') return 'CrashConsistent';
  if (agent !== 'ready') {
    const message = `Restore point creation failed since the VM agent of '${machine.name}' is not reporting its status. Ensure that the agent runs and can reach Azure, or create a crash consistent restore point.`;
    throw new ArmError(409, 'VMAgentStatusCommunicationError', message);
  }
  if (disksOf(world, machine.id).some(({ properties }) => (properties.maxShares ?? 1) > 1)) {
    throw new ArmError(
      409,
      'VMRestorePointClientError',
      `Restore point creation failed since VM '${machine.name}' has shared disks.`,
    );
  }
  const windows = machine.properties.storageProfile.osDisk.osType === 'Windows';
  return windows ? 'ApplicationConsistent' : 'FileSystemConsistent';
}

function copyPoint(
  request: ArmRequest,
  collection: RestorePointCollection,
  name: string,
  wish: PointBody,
): ArmResponse {
  const { world } = request;
  const source = sourceOf(world, wish);
  refuseCopyOf(world, collection, source);
  const encryptions = wantedEncryptions(world, collection.location, wish);
  const counter = spendOneOfThree(world, 'CopyRestorePoint', collection.id);
  const point = beginCopy(world, collection, name, source);
  return accepted(request, point, COPY_SECONDS, counter, () =>
    finishCopy(world, point, source, (id) => encryptions.get(id.toLowerCase())),
  );
}

/** Named itself, or by the disk restore points that are to be encrypted anew. */
function sourceOf(world: World, wish: PointBody): RestorePoint {
  const { osDisk, dataDisks = [] } = wish.sourceMetadata?.storageProfile ?? {};
  const ofDisk = [osDisk, ...dataDisks].map((disk) => disk?.diskRestorePoint?.sourceDiskRestorePoint?.id).find(Boolean);
  const id = wish.sourceRestorePoint?.id ?? ofDisk?.replace(/\/diskRestorePoints\/[^/]+$/i, '');
  if (id === undefined) throw requiredParameter('sourceRestorePoint.id');
  const source = findPoint(world, id);
  if (source === undefined) throw sourceNotFound(id);
  return source;
}

function wantedEncryptions(world: World, location: string, wish: PointBody): Map<string, Encryption> {
  const { osDisk, dataDisks = [] } = wish.sourceMetadata?.storageProfile ?? {};
  const wanted = new Map<string, Encryption>();
  for (const disk of [osDisk, ...dataDisks]) {
    const { encryption, sourceDiskRestorePoint } = disk?.diskRestorePoint ?? {};
    if (encryption === undefined || sourceDiskRestorePoint === undefined) continue;
    const { type, diskEncryptionSet } = encryption;
    const checked = checkedEncryption(world, location, { type, diskEncryptionSetId: diskEncryptionSet?.id });
    wanted.set(sourceDiskRestorePoint.id.toLowerCase(), checked);
  }
  return wanted;
}

function accepted(
  request: ArmRequest,
  point: RestorePoint,
  seconds: number,
  counter: string,
  complete: () => void,
): ArmResponse {
  const headers = startLongRunning(request, {
    side: 'operations',
    location: point.location,
    seconds,
    complete,
    fail: () => setState(point, 'Failed'),
  });
  const counters = remaining('putPoint', counter);
  return { status: 201, headers: { ...withoutLocation(headers), ...counters }, body: pointView(request.world, point) };
}

export function removePointRequested(request: ArmRequest): ArmResponse {
  const { world } = request;
  const collectionId = idIn(request, 'restorePointCollections', 'restorePointCollectionName');
  const point = findPoint(world, `${collectionId}/restorePoints/${request.params.restorePointName}`);
  if (point === undefined) return { status: 204 };
  refuseOpenAccess(world, point);
  setState(point, 'Deleting');
  const headers = startLongRunning(request, {
    side: 'operations',
    location: point.location,
    seconds: DELETE_SECONDS,
    complete: () => removePoint(world, point),
    fail: () => setState(point, 'Failed'),
  });
  return { status: 202, headers: { ...headers, ...remaining('deletePoint') } };
}
