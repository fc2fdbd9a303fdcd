import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { resourceNotFound } from '../resources/lookup.ts';
import { parameter } from '../resources/parameters.ts';
import { subnetBody } from './bodies.ts';
import { resourceIn } from './collection.ts';
import { acceptedChange, acceptedWork } from './operations.ts';
import type { Part, SubnetProperties, VirtualNetwork } from './shapes.ts';
import { addSubnet, isNamed, refuseIfInUse, subnetView, virtualNetworks } from './virtual-networks.ts';

const collection =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets';
const one = `${collection}/{subnetName}`;
const action = 'Microsoft.Network/virtualNetworks/subnets';

export const subnetRoutes: readonly Route[] = [
  {
    operation: 'Subnets_List',
    method: 'GET',
    path: collection,
    action: `${action}/read`,
    coverage: 'supported',
    handle: (request) => {
      const view = (subnet: Part<SubnetProperties>) => subnetView(request.world, subnet);
      return { status: 200, body: page(request, networkIn(request).properties.subnets, { size: 200, view }) };
    },
  },
  {
    operation: 'Subnets_Get',
    method: 'GET',
    path: one,
    action: `${action}/read`,
    coverage: 'supported',
    handle: (request) => {
      const subnet = subnetIn(request);
      if (subnet) return { status: 200, body: subnetView(request.world, subnet) };
      throw resourceNotFound(`${networkIn(request).id}/subnets/${parameter(request, 'subnetName')}`);
    },
  },
  {
    operation: 'Subnets_CreateOrUpdate',
    method: 'PUT',
    path: one,
    action: `${action}/write`,
    coverage: 'partial',
    note: 'No delegations and no service endpoints.',
    handle: putSubnet,
  },
  {
    operation: 'Subnets_Delete',
    method: 'DELETE',
    path: one,
    action: `${action}/delete`,
    coverage: 'supported',
    handle: deleteSubnet,
  },
];

function networkIn(request: ArmRequest): VirtualNetwork {
  return resourceIn(request, virtualNetworks) as VirtualNetwork;
}

function subnetIn(request: ArmRequest): Part<SubnetProperties> | undefined {
  const name = parameter(request, 'subnetName');
  return networkIn(request).properties.subnets.find((subnet) => isNamed(subnet, name));
}

function putSubnet(request: ArmRequest): ArmResponse {
  const { properties } = parseBody(request, subnetBody);
  const network = networkIn(request);
  const existing = subnetIn(request);
  const subnet = addSubnet(request.world, network, existing?.name ?? parameter(request, 'subnetName'), properties);
  subnet.properties.provisioningState = 'Updating';
  const work = {
    location: String(network.location),
    seconds: 4,
    complete: () => {
      subnet.properties.provisioningState = 'Succeeded';
    },
  };
  const body = subnetView(request.world, subnet);
  return acceptedChange(request, work, { status: existing ? 200 : 201, body });
}

function deleteSubnet(request: ArmRequest): ArmResponse {
  const network = networkIn(request);
  const subnet = subnetIn(request);
  if (!subnet) return { status: 204 };
  refuseIfInUse(request.world, subnet);
  return acceptedWork(request, {
    location: String(network.location),
    seconds: 8,
    complete: () => {
      network.properties.subnets = network.properties.subnets.filter((other) => other !== subnet);
    },
  });
}
