import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import { parameter } from '../resources/parameters.ts';
import { resourceIn } from './collection.ts';
import { effectiveRoutes } from './effective-routes.ts';
import { effectiveGroups, requireRunning } from './effective-rules.ts';
import { judgeFlow } from './ip-flow.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { acceptedWork } from './operations.ts';
import { networkWatchers } from './plain-collections.ts';
import { missingReference, refusal } from './refusals.ts';
import { serviceTags } from './service-tags.ts';
import type { NetworkInterface } from './shapes.ts';
import { networkTypes } from './shapes.ts';

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network';
const nic = `${group}/networkInterfaces/{networkInterfaceName}`;
const location = '/subscriptions/{subscriptionId}/providers/Microsoft.Network/locations/{location}';
const secondsToAsk = 8;

export const diagnosisRoutes: readonly Route[] = [
  {
    operation: 'NetworkInterfaces_ListEffectiveNetworkSecurityGroups',
    method: 'POST',
    path: `${nic}/effectiveNetworkSecurityGroups`,
    action: 'Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action',
    coverage: 'partial',
    note: 'Tags are not expanded into prefixes. The refusal for a machine that does not run has a code of our own.',
    handle: (request) => askInterface(request, effectiveGroups),
  },
  {
    operation: 'NetworkInterfaces_GetEffectiveRouteTable',
    method: 'POST',
    path: `${nic}/effectiveRouteTable`,
    action: 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action',
    coverage: 'partial',
    note: 'Routes of Azure and of the route table; none of peerings and gateways.',
    handle: (request) => askInterface(request, effectiveRoutes),
  },
  {
    operation: 'NetworkWatchers_VerifyIPFlow',
    method: 'POST',
    path: `${group}/networkWatchers/{networkWatcherName}/ipFlowVerify`,
    action: 'Microsoft.Network/networkWatchers/ipFlowVerify/action',
    coverage: 'partial',
    note: 'Security groups of the interface and of its subnet; peerings are not looked at.',
    handle: verifyFlow,
  },
  {
    operation: 'ServiceTags_List',
    method: 'GET',
    path: `${location}/serviceTags`,
    action: 'Microsoft.Network/locations/serviceTags/read',
    coverage: 'partial',
    note: 'The tags that replication and backup need, with made-up prefixes.',
    handle: listServiceTags,
  },
  {
    operation: 'Usages_List',
    method: 'GET',
    path: `${location}/usages`,
    action: 'Microsoft.Network/locations/usages/read',
    coverage: 'partial',
    note: 'The counts of the types that are played.',
    handle: listUsages,
  },
];

function askInterface(request: ArmRequest, ask: (world: World, nic: NetworkInterface) => unknown): ArmResponse {
  const found = resourceIn(request, networkInterfaces) as NetworkInterface;
  requireRunning(request.world, found);
  const complete = () => ask(request.world, found);
  return acceptedWork(request, { location: String(found.location), seconds: secondsToAsk, complete });
}

const port = z.string().regex(/^(\d{1,5}|\*)$/);
const flowBody = z.object({
  targetResourceId: z.string(),
  targetNicResourceId: z.string().optional(),
  direction: z.enum(['Inbound', 'Outbound']),
  protocol: z.enum(['TCP', 'UDP']),
  localPort: port,
  remotePort: port,
  localIPAddress: z.ipv4(),
  remoteIPAddress: z.ipv4(),
});

function verifyFlow(request: ArmRequest): ArmResponse {
  const { world } = request;
  const watcher = resourceIn(request, networkWatchers);
  const flow = parseBody(request, flowBody);
  const found = targetInterface(world, watcher.id, flow);
  if (found.location !== watcher.location) {
    const message = `Network watcher ${watcher.name} is in ${watcher.location}; the target is in ${found.location}.`;
    throw refusal(400, 'NetworkWatcherRegionMismatch', message);
  }
  const complete = () =>
    judgeFlow(world, found, {
      direction: flow.direction,
      protocol: flow.protocol,
      localAddress: flow.localIPAddress,
      localPort: portOf(flow.localPort),
      remoteAddress: flow.remoteIPAddress,
      remotePort: portOf(flow.remotePort),
    });
  const accepted = acceptedWork(request, { location: String(watcher.location), seconds: secondsToAsk, complete });
  // The spec declares a body for the 202 as well.
  return { ...accepted, body: {} };
}

/** `*` stands for a port that a client picks for itself. */
function portOf(text: string): number {
  return text === '*' ? 50_000 : Number(text);
}

function targetInterface(world: World, from: string, flow: z.infer<typeof flowBody>): NetworkInterface {
  const machine = findVirtualMachine(world, flow.targetResourceId);
  if (!machine) throw missingReference(from, flow.targetResourceId);
  const nicId = flow.targetNicResourceId ?? machine.properties.networkProfile.networkInterfaces[0]?.id ?? '';
  const found = world.resources.get(nicId);
  if (found?.type !== networkTypes.networkInterfaces) throw missingReference(from, nicId);
  return found as NetworkInterface;
}

function listServiceTags(request: ArmRequest): ArmResponse {
  const { subscriptionId } = request.params;
  const changeNumber = '100';
  const values = serviceTags.map(({ name, systemService, region, addressPrefixes }) => ({
    name,
    id: name,
    properties: { changeNumber, region, systemService, addressPrefixes },
  }));
  const id = `/subscriptions/${subscriptionId}/providers/Microsoft.Network/serviceTags/public`;
  const body = { name: 'public', id, type: 'Microsoft.Network/serviceTags', changeNumber, cloud: 'Public', values };
  return { status: 200, body };
}

const limits = [
  ['VirtualNetworks', 'Virtual Networks', networkTypes.virtualNetworks, 1000],
  ['NetworkInterfaces', 'Network Interfaces', networkTypes.networkInterfaces, 65_536],
  ['NetworkSecurityGroups', 'Network Security Groups', networkTypes.networkSecurityGroups, 5000],
  ['RouteTables', 'Route Tables', networkTypes.routeTables, 200],
  ['PublicIPAddresses', 'Public IP Addresses', networkTypes.publicIPAddresses, 1000],
] as const;

function listUsages(request: ArmRequest): ArmResponse {
  const scope = `/subscriptions/${request.params.subscriptionId}`;
  const place = parameter(request, 'location').toLowerCase();
  const value = limits.map(([name, localizedValue, type, limit]) => ({
    id: `${scope}/providers/Microsoft.Network/locations/${place}/usages/${name}`,
    unit: 'Count',
    currentValue: request.world.resources.list(type, scope).filter((found) => found.location === place).length,
    limit,
    name: { value: name, localizedValue },
  }));
  return { status: 200, body: { value } };
}
