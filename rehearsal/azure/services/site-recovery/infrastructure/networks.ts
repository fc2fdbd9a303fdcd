import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { FABRIC, NETWORK, serviceId, types, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { missing, requireFabric, requireVault } from '../vault/lookup.ts';
import type { Fabric } from './kinds.ts';

/** Every fabric of Azure has this one, which stands for all virtual networks of the region. */
const AZURE_NETWORK = 'azureNetwork';
const ACTION = 'replicationFabrics/replicationNetworks/read';

export const networkRoutes: readonly Route[] = [
  row('ReplicationNetworks_List', 'GET', `${VAULT}/replicationNetworks`, ACTION, listAll),
  row('ReplicationNetworks_ListByReplicationFabrics', 'GET', `${FABRIC}/replicationNetworks`, ACTION, listInFabric),
  row('ReplicationNetworks_Get', 'GET', NETWORK, ACTION, get),
];

function listAll(request: ArmRequest): ArmResponse {
  const fabrics = request.world.resources.list(types.fabric, requireVault(request).id) as Fabric[];
  return ok({ value: fabrics.map(networkView), nextLink: null });
}

function listInFabric(request: ArmRequest): ArmResponse {
  return ok({ value: [networkView(requireFabric(request))], nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  const fabric = requireFabric(request);
  const name = `${request.params.networkName}`;
  if (name.toLowerCase() !== AZURE_NETWORK.toLowerCase()) missing(request, 'network', name);
  return ok(networkView(fabric));
}

function networkView(fabric: Fabric): Record<string, unknown> {
  return {
    id: serviceId(`${fabric.id}/replicationNetworks/${AZURE_NETWORK}`),
    name: AZURE_NETWORK,
    type: types.network,
    properties: { fabricType: 'Azure', subnets: [], friendlyName: AZURE_NETWORK, networkType: '' },
  };
}
