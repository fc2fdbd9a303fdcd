import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { conflict } from '../errors.ts';
import { startShortJob } from '../jobs/start.ts';
import { CONTAINER, FABRIC, parentOf, serviceId, types, VAULT, vaultIdIn } from '../names.ts';
import { noContent, ok, row } from '../routes.ts';
import {
  containerGuid,
  containerIdIn,
  containersOf,
  findContainer,
  findFabric,
  itemsOf,
  requireContainer,
  requireFabric,
  requireVault,
} from '../vault/lookup.ts';
import { type Container, type Mapping, putKind } from './kinds.ts';

const ACTION = 'replicationFabrics/replicationProtectionContainers';

export const containerRoutes: readonly Route[] = [
  row(
    'ReplicationProtectionContainers_List',
    'GET',
    `${VAULT}/replicationProtectionContainers`,
    `${ACTION}/read`,
    listAll,
  ),
  row(
    'ReplicationProtectionContainers_ListByReplicationFabrics',
    'GET',
    `${FABRIC}/replicationProtectionContainers`,
    `${ACTION}/read`,
    listInFabric,
  ),
  row('ReplicationProtectionContainers_Get', 'GET', CONTAINER, `${ACTION}/read`, get),
  row('ReplicationProtectionContainers_Create', 'PUT', CONTAINER, `${ACTION}/write`, create),
  row('ReplicationProtectionContainers_Delete', 'POST', `${CONTAINER}/remove`, `${ACTION}/remove/action`, remove),
];

function listAll(request: ArmRequest): ArmResponse {
  return listBelow(request, requireVault(request).id);
}

function listInFabric(request: ArmRequest): ArmResponse {
  return listBelow(request, requireFabric(request).id);
}

function listBelow(request: ArmRequest, scope: string): ArmResponse {
  const value = containersOf(request.world, scope).map((container) => containerView(request.world, container));
  return ok({ value, nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  return ok(containerView(request.world, requireContainer(request)));
}

export function containerView(world: World, container: Container): Record<string, unknown> {
  const isPaired = mappingsTouching(world, container.id).length > 0;
  return {
    id: serviceId(container.id),
    name: container.name,
    type: container.type,
    properties: {
      fabricFriendlyName: fabricOf(world, container.id)?.state.friendlyName ?? '',
      friendlyName: container.name,
      fabricType: 'Azure',
      protectedItemCount: itemsOf(world, container.id).length,
      pairingStatus: isPaired ? 'Paired' : 'NotPaired',
      role: '',
      fabricSpecificDetails: null,
    },
  };
}

export function fabricOf(world: World, containerId: string) {
  return findFabric(world, parentOf(containerId));
}

/** The mappings in both directions. */
export function mappingsTouching(world: World, containerId: string): Mapping[] {
  const mappings = world.resources.list(types.mapping, vaultIdIn(containerId)) as Mapping[];
  return mappings.filter(
    (mapping) => sameId(parentOf(mapping.id), containerId) || sameId(mapping.state.targetContainerId, containerId),
  );
}

const body = z.object({
  properties: z.object({ providerSpecificInput: z.array(z.object({ instanceType: z.string() })).nullish() }).nullish(),
});

function create(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  requireFabric(request);
  parseBody(request, body);
  const id = containerIdIn(request);
  const job = startShortJob(request, {
    vaultId: vault.id,
    scenario: 'CreateProtectionContainer',
    friendlyName: 'Create a protection container',
    target: { id: containerGuid(id), name: `${request.params.protectionContainerName}`, type: 'ProtectionContainer' },
    seconds: 3,
    complete: () => void createContainer(request.world, id),
  });
  return accepted(request, job, id, get);
}

export function createContainer(world: World, id: string): Container {
  return findContainer(world, id) ?? putKind<Container>(world, types.container, id, {});
}

function remove(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const container = findContainer(request.world, containerIdIn(request));
  if (container === undefined) return noContent();
  requireUnused(request, container);
  const job = startShortJob(request, {
    vaultId: vault.id,
    scenario: 'DeleteProtectionContainer',
    friendlyName: 'Delete a protection container',
    target: { id: containerGuid(container.id), name: container.name, type: 'ProtectionContainer' },
    seconds: 1,
    complete: () => void request.world.resources.delete(container.id),
  });
  return accepted(request, job, container.id, noContent);
}

function requireUnused(request: ArmRequest, container: Container): void {
  const items = itemsOf(request.world, container.id).length;
  if (items > 0) {
    throw conflict(
      request,
      'ProtectionContainerHasProtectedItems',
      `The protection container '${container.name}' has ${items} protected items.`,
      'Disable the replication of its items first.',
    );
  }
  if (mappingsTouching(request.world, container.id).length > 0) {
    throw conflict(
      request,
      'ProtectionContainerIsPaired',
      `The protection container '${container.name}' is still mapped.`,
      'Remove its container mappings first.',
    );
  }
}
