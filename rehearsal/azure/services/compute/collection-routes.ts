import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { groupScope, idIn, newIdIn, queryParam, requireOf } from './addressed.ts';
import { plainLocation, withUpperCaseGroup } from './disk-data.ts';
import { startLongRunning } from './long-running.ts';
import { tagsSchema } from './machine-body.ts';
import { IN_GROUP, IN_SUBSCRIPTION } from './paths.ts';
import { refuseOpenAccess } from './point-rules.ts';
import { pointView } from './point-views.ts';
import { findCollection, isCopyOfCollection, makeCollection, pointsIn, removePoint } from './points.ts';
import { setState } from './provisioning-state.ts';
import {
  changeNotAllowed,
  invalidParameter,
  notAllowed,
  refuseOtherLocation,
  requiredParameter,
  sourceNotFound,
} from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type RestorePointCollection } from './shapes.ts';

const PAGE = 100;
const DELETE_SECONDS = 5;
const COLLECTION = `${IN_GROUP}/restorePointCollections/{restorePointCollectionName}`;

const collectionBody = z.object({
  location: z.string().min(1),
  tags: tagsSchema.optional(),
  properties: z.object({ source: z.object({ id: z.string().optional() }).optional() }).optional(),
});

const collectionPatch = collectionBody.partial({ location: true });

function collectionIn(request: ArmRequest): RestorePointCollection {
  const id = idIn(request, 'restorePointCollections', 'restorePointCollectionName');
  return requireOf(request, computeTypes.restorePointCollections, id);
}

function getCollection(request: ArmRequest): ArmResponse {
  const { world } = request;
  const collection = collectionIn(request);
  const expand = queryParam(request, '$expand')?.toLowerCase();
  const points = expand === 'restorepoints' ? pointsIn(world, collection.id) : undefined;
  const { properties } = collection;
  const body = {
    ...collection,
    properties: { ...properties, ...(points && { restorePoints: points.map((point) => pointView(world, point)) }) },
  };
  return { status: 200, headers: remaining('readPoint'), body };
}

function listInGroup(request: ArmRequest): ArmResponse {
  const { resources } = request.world;
  const collections = resources.list(computeTypes.restorePointCollections, groupScope(request));
  return { status: 200, headers: remaining('listPoints'), body: page(request, collections, { size: PAGE }) };
}

/** The subscription's list gives the resource group's name in capitals. */
function listInSubscription(request: ArmRequest): ArmResponse {
  const scope = `/subscriptions/${request.params.subscriptionId}`;
  const collections = request.world.resources.list(computeTypes.restorePointCollections, scope);
  const view = (collection: (typeof collections)[number]) => ({ ...collection, id: withUpperCaseGroup(collection.id) });
  return { status: 200, headers: remaining('listPoints'), body: page(request, collections, { size: PAGE, view }) };
}

function putCollection(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { location: asked, tags, properties } = parseBody(request, collectionBody);
  const id = newIdIn(request, 'restorePointCollections', 'restorePointCollectionName');
  const sourceId = properties?.source?.id;
  const location = plainLocation(asked);
  const headers = remaining('putCollection');
  const existing = findCollection(world, id);
  if (existing !== undefined) {
    refuseOtherLocation(existing, location);
    refuseOtherSource(existing, sourceId);
    if (tags) existing.tags = tags;
    return { status: 200, headers, body: existing };
  }
  if (sourceId === undefined || sourceId === '') throw requiredParameter('restorePointCollection.source.id');
  const sourceLocation = requireSource(world, location, sourceId);
  return { status: 201, headers, body: makeCollection(world, { id, location, sourceId, sourceLocation, tags }) };
}

/** A machine of the same region, or another region's collection that is not a copy itself. */
function requireSource(world: World, location: string, sourceId: string): string {
  const source = world.resources.get(sourceId);
  if (source?.type === computeTypes.virtualMachines) {
    if (source.location === location) return location;
    throw invalidParameter(
      'restorePointCollection.location',
      `The restore point collection has to be in the location '${source.location}' of its source virtual machine.`,
    );
  }
  const collection = findCollection(world, sourceId);
  if (collection === undefined) throw sourceNotFound(sourceId);
  if (isCopyOfCollection(collection)) {
    throw notAllowed(
      `Restore point collection '${collection.name}' is a copy of another one: copies cannot be copied.`,
    );
  }
  if (collection.location !== location) return collection.location;
  throw invalidParameter(
    'restorePointCollection.location',
    'The restore point collection has to be in another location than its source restore point collection.',
  );
}

function refuseOtherSource(existing: RestorePointCollection, sourceId: string | undefined): void {
  if (sourceId !== undefined && !sameId(sourceId, existing.properties.source.id)) {
    throw changeNotAllowed('restorePointCollection.source.id');
  }
}

function patchCollection(request: ArmRequest): ArmResponse {
  const collection = collectionIn(request);
  const { tags, properties } = parseBody(request, collectionPatch);
  refuseOtherSource(collection, properties?.source?.id);
  if (tags) collection.tags = tags;
  return { status: 200, headers: remaining('updateCollection'), body: collection };
}

function deleteCollection(request: ArmRequest): ArmResponse {
  const { world } = request;
  const collection = findCollection(world, idIn(request, 'restorePointCollections', 'restorePointCollectionName'));
  if (collection === undefined) return { status: 204 };
  const points = pointsIn(world, collection.id);
  for (const point of points) refuseOpenAccess(world, point);
  setState(collection, 'Deleting');
  const headers = startLongRunning(request, {
    side: 'operations',
    location: collection.location,
    seconds: DELETE_SECONDS,
    complete: () => {
      for (const point of pointsIn(world, collection.id)) removePoint(world, point);
      world.resources.delete(collection.id);
    },
    fail: () => setState(collection, 'Failed'),
  });
  return { status: 202, headers: { ...headers, ...remaining('deletePoint') } };
}

export const collectionRoutes: readonly Route[] = [
  {
    operation: 'RestorePointCollections_Get',
    method: 'GET',
    path: COLLECTION,
    action: 'Microsoft.Compute/restorePointCollections/read',
    coverage: 'supported',
    handle: getCollection,
  },
  {
    operation: 'RestorePointCollections_List',
    method: 'GET',
    path: `${IN_GROUP}/restorePointCollections`,
    action: 'Microsoft.Compute/restorePointCollections/read',
    coverage: 'supported',
    handle: listInGroup,
  },
  {
    operation: 'RestorePointCollections_ListAll',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/restorePointCollections`,
    action: 'Microsoft.Compute/restorePointCollections/read',
    coverage: 'supported',
    handle: listInSubscription,
  },
  {
    operation: 'RestorePointCollections_CreateOrUpdate',
    method: 'PUT',
    path: COLLECTION,
    action: 'Microsoft.Compute/restorePointCollections/write',
    coverage: 'supported',
    handle: putCollection,
  },
  {
    operation: 'RestorePointCollections_Update',
    method: 'PATCH',
    path: COLLECTION,
    action: 'Microsoft.Compute/restorePointCollections/write',
    coverage: 'supported',
    handle: patchCollection,
  },
  {
    operation: 'RestorePointCollections_Delete',
    method: 'DELETE',
    path: COLLECTION,
    action: 'Microsoft.Compute/restorePointCollections/delete',
    coverage: 'supported',
    handle: deleteCollection,
  },
];
