import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { regionNamed } from '../../resources/regions.ts';
import { accepted } from '../accept.ts';
import { badInput, conflict } from '../errors.ts';
import { startShortJob } from '../jobs/start.ts';
import { FABRIC, guidOf, serviceId, types, VAULT } from '../names.ts';
import { noContent, ok, row } from '../routes.ts';
import { containerGuid, containersOf, fabricIdIn, findFabric, requireFabric, requireVault } from '../vault/lookup.ts';
import { type Fabric, putKind } from './kinds.ts';

export const fabricRoutes: readonly Route[] = [
  row('ReplicationFabrics_List', 'GET', `${VAULT}/replicationFabrics`, 'replicationFabrics/read', list),
  row('ReplicationFabrics_Get', 'GET', FABRIC, 'replicationFabrics/read', get),
  row('ReplicationFabrics_Create', 'PUT', FABRIC, 'replicationFabrics/write', create),
  row('ReplicationFabrics_Purge', 'DELETE', FABRIC, 'replicationFabrics/delete', remove),
  row('ReplicationFabrics_Delete', 'POST', `${FABRIC}/remove`, 'replicationFabrics/remove/action', remove),
  row(
    'ReplicationFabrics_CheckConsistency',
    'POST',
    `${FABRIC}/checkConsistency`,
    'replicationFabrics/checkConsistency/action',
    checkConsistency,
  ),
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const fabrics = request.world.resources.list(types.fabric, vault.id) as Fabric[];
  return ok({ value: fabrics.map((fabric) => fabricView(request.world, fabric)), nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  return ok(fabricView(request.world, requireFabric(request)));
}

function fabricView(world: World, fabric: Fabric): Record<string, unknown> {
  const noKey = { kekState: 'None', kekCertThumbprint: null };
  return {
    name: fabric.name,
    type: fabric.type,
    id: serviceId(fabric.id),
    properties: {
      friendlyName: fabric.state.friendlyName,
      encryptionDetails: noKey,
      rolloverEncryptionDetails: noKey,
      internalIdentifier: fabricGuid(fabric.id),
      bcdrState: 'Valid',
      customDetails: {
        instanceType: 'Azure',
        location: fabric.state.region,
        containerIds: containersOf(world, fabric.id).map(({ id }) => idWithGuid(fabric.id, id)),
        zones: [],
      },
      healthErrorDetails: [],
      health: 'Normal',
    },
  };
}

export function fabricGuid(fabricId: string): string {
  return guidOf('fabric', fabricId);
}

function idWithGuid(fabricId: string, containerId: string): string {
  return serviceId(`${fabricId}/replicationProtectionContainers/${containerGuid(containerId)}`);
}

const body = z.object({
  properties: z.object({
    customDetails: z.object({ instanceType: z.literal('Azure'), location: z.string().min(1) }),
  }),
});

function create(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const { location } = parseBody(request, body).properties.customDetails;
  const region = regionNamed(location);
  if (region === undefined) {
    throw badInput(
      request,
      'InvalidFabricLocation',
      `'${location}' is not a region of Azure.`,
      'Name a region of Azure.',
    );
  }
  const id = fabricIdIn(request);
  const known = findFabric(request.world, id);
  if (known !== undefined && known.state.region !== region.name) {
    throw conflict(
      request,
      'FabricAlreadyExists',
      `The fabric '${known.name}' exists in '${known.state.region}'.`,
      'Use another name.',
    );
  }
  const job = startShortJob(request, {
    vaultId: vault.id,
    scenario: 'CreateFabric',
    friendlyName: 'Create a fabric',
    target: { id: fabricGuid(id), name: `${request.params.fabricName}`, type: 'Fabric' },
    seconds: 69,
    complete: () => void createFabric(request.world, id, region.name),
  });
  return accepted(request, job, id, get);
}

export function createFabric(world: World, id: string, regionName: string): Fabric {
  const region = regionNamed(regionName);
  const state = { region: region?.name ?? regionName, friendlyName: region?.displayName ?? regionName };
  return findFabric(world, id) ?? putKind<Fabric>(world, types.fabric, id, state);
}

function remove(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const fabric = findFabric(request.world, fabricIdIn(request));
  if (fabric === undefined) return noContent();
  if (containersOf(request.world, fabric.id).length > 0) {
    throw conflict(
      request,
      'FabricHasContainers',
      `The fabric '${fabric.name}' still has protection containers.`,
      'Remove its protection containers first.',
    );
  }
  const job = startShortJob(request, {
    vaultId: vault.id,
    scenario: 'DeleteFabric',
    friendlyName: 'Delete a fabric',
    target: { id: fabricGuid(fabric.id), name: fabric.name, type: 'Fabric' },
    seconds: 2,
    complete: () => deleteFabric(request.world, fabric),
  });
  return accepted(request, job, fabric.id, noContent);
}

function deleteFabric(world: World, fabric: Fabric): void {
  for (const mapping of world.resources.list(types.networkMapping, fabric.id)) world.resources.delete(mapping.id);
  world.resources.delete(fabric.id);
}

function checkConsistency(request: ArmRequest): ArmResponse {
  const fabric = requireFabric(request);
  const job = startShortJob(request, {
    vaultId: requireVault(request).id,
    scenario: 'FabricConsistencyCheck',
    friendlyName: 'Check consistency of a fabric',
    target: { id: fabricGuid(fabric.id), name: fabric.name, type: 'Fabric' },
    seconds: 20,
    complete: () => {},
  });
  return accepted(request, job, fabric.id, get);
}
