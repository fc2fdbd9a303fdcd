import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { requireResource } from '../resources/lookup.ts';
import { parameter } from '../resources/parameters.ts';
import { requireResourceGroup } from '../resources/provision.ts';
import { requireRegion } from '../resources/subscriptions.ts';
import { tagsBody } from './bodies.ts';
import { acceptedChange, acceptedWork } from './operations.ts';
import { etag } from './provision.ts';

const subscription = '/subscriptions/{subscriptionId}';
const secondsToChange = 5;
const secondsToDelete = 12;

/** A type of resource that is handled as all others of its provider are. */
export interface Collection {
  /** As in the operation ids: `VirtualNetworks`. */
  readonly operations: string;
  /** Last segment of the type and of its collection's path: `virtualNetworks`. */
  readonly segment: string;
  /** The placeholder in the spec's path: `virtualNetworkName`. */
  readonly nameParameter: string;
  readonly listAll?: string;
  /** Computed parts; called once a request, so that it may prepare what all resources of a list need. */
  readonly view?: (request: ArmRequest) => (resource: ArmResource) => ArmResource;
}

export interface WritableCollection extends Collection {
  /** Checks the body and makes the resource, which is not in the world yet. */
  readonly make: (request: ArmRequest, target: Target) => ArmResource;
  /** Throws where something still needs the resource. */
  readonly refuseDeletion?: (request: ArmRequest, resource: ArmResource) => void;
  /** Written when the answer is given: nothing to follow. */
  readonly atOnce?: boolean;
  /** Undoes what the resource holds elsewhere. */
  readonly letGo?: (request: ArmRequest, resource: ArmResource) => void;
}

export interface Target {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly existing: ArmResource | undefined;
}

export function readingRoutes(collection: Collection): Route[] {
  const { operations, segment, nameParameter, listAll = 'ListAll' } = collection;
  const action = `Microsoft.Network/${segment}/read`;
  const below = `${subscription}/providers/Microsoft.Network/${segment}`;
  const inGroup = `${subscription}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/${segment}`;
  return [
    {
      operation: `${operations}_${listAll}`,
      method: 'GET',
      path: below,
      action,
      coverage: 'supported',
      handle: (request) => list(request, collection, `/subscriptions/${parameter(request, 'subscriptionId')}`),
    },
    {
      operation: `${operations}_List`,
      method: 'GET',
      path: inGroup,
      action,
      coverage: 'supported',
      handle: (request) => list(request, collection, groupIn(request).id),
    },
    {
      operation: `${operations}_Get`,
      method: 'GET',
      path: `${inGroup}/{${nameParameter}}`,
      action,
      coverage: 'supported',
      handle: (request) => ({ status: 200, body: seen(request, collection, resourceIn(request, collection)) }),
    },
  ];
}

export function writingRoutes(collection: WritableCollection): Route[] {
  const { operations, segment, nameParameter } = collection;
  const path = `${subscription}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/${segment}/{${nameParameter}}`;
  return [
    {
      operation: `${operations}_CreateOrUpdate`,
      method: 'PUT',
      path,
      action: `Microsoft.Network/${segment}/write`,
      coverage: 'partial',
      note: 'Keeps the properties that this rehearsal uses and leaves out the rest.',
      handle: (request) => put(request, collection),
    },
    {
      operation: `${operations}_UpdateTags`,
      method: 'PATCH',
      path,
      action: `Microsoft.Network/${segment}/write`,
      coverage: 'supported',
      handle: (request) => {
        const resource = resourceIn(request, collection);
        resource.tags = parseBody(request, tagsBody).tags ?? {};
        return { status: 200, body: seen(request, collection, resource) };
      },
    },
    {
      operation: `${operations}_Delete`,
      method: 'DELETE',
      path,
      action: `Microsoft.Network/${segment}/delete`,
      coverage: 'supported',
      handle: (request) => remove(request, collection),
    },
  ];
}

export function resourceIn(request: ArmRequest, collection: Collection): ArmResource {
  return requireResource(request.world, idOf(request, collection));
}

function idOf(request: ArmRequest, { segment, nameParameter }: Collection): string {
  const group = `/subscriptions/${parameter(request, 'subscriptionId')}/resourceGroups/${parameter(request, 'resourceGroupName')}`;
  return `${group}/providers/Microsoft.Network/${segment}/${parameter(request, nameParameter)}`;
}

function groupIn(request: ArmRequest): ArmResource {
  return requireResourceGroup(
    request.world,
    parameter(request, 'subscriptionId'),
    parameter(request, 'resourceGroupName'),
  );
}

function seen(request: ArmRequest, { view }: Collection, resource: ArmResource): ArmResource {
  return view ? view(request)(resource) : resource;
}

function list(request: ArmRequest, { segment, view }: Collection, scope: string): ArmResponse {
  const found = request.world.resources.list(`Microsoft.Network/${segment}`, scope);
  const show = view?.(request) ?? ((resource: ArmResource) => resource);
  return { status: 200, body: page(request, found, { size: 200, view: show }) };
}

const placed = z.object({ location: z.string() });

function put(request: ArmRequest, collection: WritableCollection): ArmResponse {
  const { world } = request;
  const wanted = parseBody(request, placed).location;
  const group = groupIn(request);
  const id = `${group.id}/providers/Microsoft.Network/${collection.segment}/${parameter(request, collection.nameParameter)}`;
  const existing = world.resources.get(id);
  requirePlace(collection, existing, wanted);
  const target = {
    id,
    name: parameter(request, collection.nameParameter),
    type: `Microsoft.Network/${collection.segment}`,
    existing,
  };
  const made = collection.make(request, target);
  made.etag = etag(world);
  made.properties.provisioningState = 'Updating';
  world.resources.put(made);
  if (collection.atOnce) {
    made.properties.provisioningState = 'Succeeded';
    return { status: existing ? 200 : 201, body: seen(request, collection, made) };
  }
  const work = {
    location: String(made.location),
    seconds: secondsToChange,
    complete: () => {
      made.properties.provisioningState = 'Succeeded';
    },
    fail: () => {
      made.properties.provisioningState = 'Failed';
    },
  };
  return acceptedChange(request, work, { status: existing ? 200 : 201, body: seen(request, collection, made) });
}

function requirePlace({ segment }: Collection, existing: ArmResource | undefined, wanted: string): void {
  const region = requireRegion(wanted, (available) => {
    const message = `The provided location '${wanted}' is not available for resource type 'Microsoft.Network/${segment}'. List of available regions for the resource type is '${available}'.`;
    return new ArmError(400, 'LocationNotAvailableForResourceType', message);
  });
  if (!existing || existing.location === region.name) return;
  const message = `The resource '${existing.name}' already exists in location '${existing.location}'. A resource with the same name cannot be created in location '${region.name}'. Please select a new resource name.`;
  throw new ArmError(409, 'InvalidResourceLocation', message);
}

function remove(request: ArmRequest, collection: WritableCollection): ArmResponse {
  const { world } = request;
  const resource = world.resources.get(idOf(request, collection));
  if (!resource) return { status: 204 };
  collection.refuseDeletion?.(request, resource);
  resource.properties.provisioningState = 'Deleting';
  return acceptedWork(request, {
    location: String(resource.location),
    seconds: secondsToDelete,
    complete: () => {
      collection.letGo?.(request, resource);
      world.resources.delete(resource.id);
    },
    fail: () => {
      resource.properties.provisioningState = 'Failed';
    },
  });
}
