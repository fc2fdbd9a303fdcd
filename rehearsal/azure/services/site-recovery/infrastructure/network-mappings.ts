import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { findNetwork } from '../../network/subnets.ts';
import { nameOf } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import { startShortJob } from '../jobs/start.ts';
import { guidOf, NETWORK, NETWORK_MAPPING, serviceId, types, VAULT } from '../names.ts';
import { noContent, ok, row } from '../routes.ts';
import { childId, findFabric, findNetworkMapping, missing, requireFabric, requireVault } from '../vault/lookup.ts';
import { type Fabric, type NetworkMapping, putKind } from './kinds.ts';

const ACTION = 'replicationFabrics/replicationNetworks/replicationNetworkMappings';

export const networkMappingRoutes: readonly Route[] = [
  row('ReplicationNetworkMappings_List', 'GET', `${VAULT}/replicationNetworkMappings`, `${ACTION}/read`, listAll),
  row(
    'ReplicationNetworkMappings_ListByReplicationNetworks',
    'GET',
    `${NETWORK}/replicationNetworkMappings`,
    `${ACTION}/read`,
    listOfNetwork,
  ),
  row('ReplicationNetworkMappings_Get', 'GET', NETWORK_MAPPING, `${ACTION}/read`, get),
  row('ReplicationNetworkMappings_Create', 'PUT', NETWORK_MAPPING, `${ACTION}/write`, create),
  row('ReplicationNetworkMappings_Update', 'PATCH', NETWORK_MAPPING, `${ACTION}/write`, update),
  row('ReplicationNetworkMappings_Delete', 'DELETE', NETWORK_MAPPING, `${ACTION}/delete`, remove),
];

function listAll(request: ArmRequest): ArmResponse {
  return listBelow(request, requireVault(request).id);
}

function listOfNetwork(request: ArmRequest): ArmResponse {
  return listBelow(request, networkIdIn(request));
}

function listBelow(request: ArmRequest, scope: string): ArmResponse {
  const mappings = request.world.resources.list(types.networkMapping, scope) as NetworkMapping[];
  return ok({ value: mappings.map((mapping) => networkMappingView(request.world, mapping)), nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  return ok(networkMappingView(request.world, requireMapping(request)));
}

function networkIdIn(request: ArmRequest): string {
  return childId(requireFabric(request).id, 'replicationNetworks', request.params.networkName);
}

function mappingIdIn(request: ArmRequest): string {
  return childId(networkIdIn(request), 'replicationNetworkMappings', request.params.networkMappingName);
}

function requireMapping(request: ArmRequest): NetworkMapping {
  return (
    findNetworkMapping(request.world, mappingIdIn(request)) ??
    missing(request, 'network mapping', request.params.networkMappingName)
  );
}

/** The service gives back the networks' ids in lower case, whatever was sent. */
function networkMappingView(world: World, mapping: NetworkMapping): Record<string, unknown> {
  const primary = findFabric(world, fabricIdOf(mapping.id));
  const recovery = findFabric(world, mapping.state.recoveryFabricId);
  const primaryNetworkId = mapping.state.primaryNetworkId.toLowerCase();
  const recoveryNetworkId = mapping.state.recoveryNetworkId.toLowerCase();
  return {
    type: mapping.type,
    id: serviceId(mapping.id),
    name: mapping.name,
    properties: {
      state: 'Paired',
      primaryNetworkFriendlyName: nameOf(primaryNetworkId),
      primaryNetworkId,
      primaryFabricFriendlyName: primary?.state.friendlyName ?? '',
      recoveryNetworkFriendlyName: nameOf(recoveryNetworkId),
      recoveryNetworkId,
      recoveryFabricArmId: serviceId(mapping.state.recoveryFabricId),
      recoveryFabricFriendlyName: recovery?.state.friendlyName ?? '',
      fabricSpecificSettings: {
        instanceType: 'AzureToAzure',
        primaryFabricLocation: primary?.state.region ?? '',
        recoveryFabricLocation: recovery?.state.region ?? '',
      },
    },
  };
}

function fabricIdOf(mappingId: string): string {
  return mappingId.split('/').slice(0, 11).join('/');
}

const createBody = z.object({
  properties: z.object({
    recoveryFabricName: z.string().min(1),
    recoveryNetworkId: z.string().min(1),
    fabricSpecificDetails: z.object({ instanceType: z.literal('AzureToAzure'), primaryNetworkId: z.string().min(1) }),
  }),
});

function create(request: ArmRequest): ArmResponse {
  const primary = requireFabric(request);
  const { recoveryFabricName, recoveryNetworkId, fabricSpecificDetails } = parseBody(request, createBody).properties;
  const recovery =
    findFabric(request.world, childId(requireVault(request).id, 'replicationFabrics', recoveryFabricName)) ??
    missing(request, 'fabric', recoveryFabricName);
  requireNetworkIn(request, fabricSpecificDetails.primaryNetworkId, primary);
  requireNetworkIn(request, recoveryNetworkId, recovery);
  const id = mappingIdIn(request);
  const job = startMappingJob(request, id, 'MapNetwork', 'Map networks', () => {
    createNetworkMapping(request.world, id, {
      primaryNetworkId: fabricSpecificDetails.primaryNetworkId,
      recoveryNetworkId,
      recoveryFabricId: recovery.id,
    });
  });
  return accepted(request, job, id, get);
}

function requireNetworkIn(request: ArmRequest, networkId: string, fabric: Fabric): void {
  const network = findNetwork(request.world, networkId);
  if (network === undefined) {
    throw badInput(
      request,
      'NetworkNotFound',
      `The virtual network '${networkId}' was not found.`,
      'Name a virtual network that exists.',
    );
  }
  if (network.location === fabric.state.region) return;
  throw badInput(
    request,
    'NetworkLocationMismatch',
    `The virtual network '${network.name}' is in '${network.location}', the fabric in '${fabric.state.region}'.`,
    'Name a virtual network in the region of the fabric.',
  );
}

export function createNetworkMapping(world: World, id: string, state: NetworkMapping['state']): NetworkMapping {
  return findNetworkMapping(world, id) ?? putKind<NetworkMapping>(world, types.networkMapping, id, { ...state });
}

const updateBody = z.object({
  properties: z.object({ recoveryFabricName: z.string().nullish(), recoveryNetworkId: z.string().nullish() }).nullish(),
});

function update(request: ArmRequest): ArmResponse {
  const mapping = requireMapping(request);
  const wanted = parseBody(request, updateBody).properties?.recoveryNetworkId;
  const recovery = findFabric(request.world, mapping.state.recoveryFabricId);
  if (wanted && recovery) requireNetworkIn(request, wanted, recovery);
  const job = startMappingJob(request, mapping.id, 'UpdateNetworkMapping', 'Update network mapping', () => {
    mapping.state.recoveryNetworkId = wanted ?? mapping.state.recoveryNetworkId;
  });
  return accepted(request, job, mapping.id, get);
}

function remove(request: ArmRequest): ArmResponse {
  const mapping = findNetworkMapping(request.world, mappingIdIn(request));
  if (mapping === undefined) return noContent();
  const job = startMappingJob(
    request,
    mapping.id,
    'UnMapNetwork',
    'Remove network mapping',
    () => void request.world.resources.delete(mapping.id),
  );
  return accepted(request, job, mapping.id, noContent);
}

function startMappingJob(
  request: ArmRequest,
  id: string,
  scenario: string,
  friendlyName: string,
  complete: () => void,
): Job {
  const target = { id: guidOf('network-mapping', id), name: nameOf(id), type: 'Network' as const };
  return startShortJob(request, {
    vaultId: requireVault(request).id,
    scenario,
    friendlyName,
    target,
    seconds: 4,
    complete,
  });
}
