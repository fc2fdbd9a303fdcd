import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { nameOf, sameId, subscriptionOf } from '../resources/ids.ts';
import { groupScope, idIn, newIdIn, requireOf } from './addressed.ts';
import { plainLocation } from './disk-data.ts';
import { tagsSchema } from './machine-body.ts';
import { capitalMachineId } from './machine-views.ts';
import { IN_GROUP, IN_SUBSCRIPTION } from './paths.ts';
import { changeNotAllowed, notAllowed, refuseOtherLocation } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type VirtualMachine } from './shapes.ts';

const PAGE = 100;

const setBody = z.object({
  location: z.string().min(1),
  tags: tagsSchema.optional(),
  sku: z.object({ name: z.enum(['Classic', 'Aligned']).optional() }).optional(),
  properties: z
    .object({
      platformUpdateDomainCount: z.int().min(1).max(20).optional(),
      platformFaultDomainCount: z.int().min(1).max(3).optional(),
      proximityPlacementGroup: z.object({ id: z.string().min(1) }).optional(),
    })
    .optional(),
});

function putSet(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { location: asked, tags, sku, properties } = parseBody(request, setBody);
  const id = newIdIn(request, 'availabilitySets', 'availabilitySetName');
  const location = plainLocation(asked);
  const existing = world.resources.get(id);
  if (existing !== undefined) refuseImmutable(existing, location, properties ?? {});
  const set: ArmResource = {
    id,
    name: nameOf(id),
    type: computeTypes.availabilitySets,
    location,
    ...((tags ?? existing?.tags) && { tags: tags ?? existing?.tags ?? {} }),
    sku: { name: sku?.name ?? existing?.sku?.name ?? 'Classic' },
    properties: { platformUpdateDomainCount: 5, platformFaultDomainCount: 2, ...existing?.properties, ...properties },
  };
  world.resources.put(set);
  return { status: 200, headers: remaining('writeMachine'), body: view(world, set) };
}

function refuseImmutable(existing: ArmResource, location: string, wanted: Record<string, unknown>): void {
  refuseOtherLocation(existing, location);
  for (const count of ['platformUpdateDomainCount', 'platformFaultDomainCount']) {
    if (wanted[count] !== undefined && wanted[count] !== existing.properties[count]) throw changeNotAllowed(count);
  }
}

function view(world: World, set: ArmResource) {
  const virtualMachines = membersOf(world, set).map((machine) => ({ id: capitalMachineId(machine) }));
  return { ...set, properties: { ...set.properties, virtualMachines } };
}

function membersOf(world: World, set: ArmResource): VirtualMachine[] {
  const machines = world.resources.list(computeTypes.virtualMachines, `/subscriptions/${subscriptionOf(set.id)}`);
  return (machines as VirtualMachine[]).filter(({ properties }) => sameId(properties.availabilitySet?.id, set.id));
}

function getSet(request: ArmRequest): ArmResponse {
  const id = idIn(request, 'availabilitySets', 'availabilitySetName');
  const set = requireOf<ArmResource>(request, computeTypes.availabilitySets, id);
  return { status: 200, headers: remaining('readMachine'), body: view(request.world, set) };
}

function listSets(scope: (request: ArmRequest) => string) {
  return (request: ArmRequest): ArmResponse => {
    const sets = request.world.resources.list(computeTypes.availabilitySets, scope(request));
    const body = page(request, sets, { size: PAGE, view: (set) => view(request.world, set) });
    return { status: 200, headers: remaining('listMachines'), body };
  };
}

function deleteSet(request: ArmRequest): ArmResponse {
  const { world } = request;
  const set = world.resources.get(idIn(request, 'availabilitySets', 'availabilitySetName'));
  if (set === undefined) return { status: 204 };
  if (membersOf(world, set).length > 0) {
    throw notAllowed(
      `Availability Set '${set.name}' cannot be deleted. Before deleting an Availability Set please ensure that it does not contain any VM.`,
    );
  }
  world.resources.delete(set.id);
  return { status: 200, headers: remaining('deleteMachine') };
}

const SET = `${IN_GROUP}/availabilitySets/{availabilitySetName}`;

export const availabilitySetRoutes: readonly Route[] = [
  {
    operation: 'AvailabilitySets_Get',
    method: 'GET',
    path: SET,
    action: 'Microsoft.Compute/availabilitySets/read',
    coverage: 'supported',
    handle: getSet,
  },
  {
    operation: 'AvailabilitySets_List',
    method: 'GET',
    path: `${IN_GROUP}/availabilitySets`,
    action: 'Microsoft.Compute/availabilitySets/read',
    coverage: 'supported',
    handle: listSets(groupScope),
  },
  {
    operation: 'AvailabilitySets_ListBySubscription',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/availabilitySets`,
    action: 'Microsoft.Compute/availabilitySets/read',
    coverage: 'supported',
    handle: listSets(({ params }) => `/subscriptions/${params.subscriptionId}`),
  },
  {
    operation: 'AvailabilitySets_CreateOrUpdate',
    method: 'PUT',
    path: SET,
    action: 'Microsoft.Compute/availabilitySets/write',
    coverage: 'supported',
    handle: putSet,
  },
  {
    operation: 'AvailabilitySets_Delete',
    method: 'DELETE',
    path: SET,
    action: 'Microsoft.Compute/availabilitySets/delete',
    coverage: 'supported',
    handle: deleteSet,
  },
];
