import { parseBody } from '../../wire/body.ts';
import type { ArmRequest } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { regionNamed } from '../resources/regions.ts';
import { releaseAddresses, takeAddress } from './addresses.ts';
import { type IpConfigurationBody, networkInterfaceBody } from './bodies.ts';
import type { Target, WritableCollection } from './collection.ts';
import { deleteNetworkInterface, macAddress, part } from './provision.ts';
import { missingReference, refusal, requireReference } from './refusals.ts';
import type { IpConfigurationProperties, NetworkInterface, Part } from './shapes.ts';
import { findSubnet } from './subnets.ts';

export const networkInterfaces: WritableCollection = {
  operations: 'NetworkInterfaces',
  segment: 'networkInterfaces',
  nameParameter: 'networkInterfaceName',
  view:
    ({ world }) =>
    (resource) =>
      interfaceView(world, resource as NetworkInterface),
  make: makeInterface,
  refuseDeletion: ({ world }, resource) => {
    const machineId = machineOf(world, resource as NetworkInterface);
    if (machineId === undefined) return;
    const message = `Network Interface ${resource.id} is used by existing resource ${machineId}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`;
    throw refusal(400, 'NicInUse', message);
  },
  letGo: ({ world }, { id }) => deleteNetworkInterface(world, id),
};

/** The machine that the interface belongs to, as long as that exists. */
export function machineOf(world: World, nic: NetworkInterface): string | undefined {
  const id = nic.properties.virtualMachine?.id;
  return id !== undefined && world.resources.get(id) ? id : undefined;
}

function interfaceView(world: World, nic: NetworkInterface): NetworkInterface {
  const { virtualMachine, ...properties } = nic.properties;
  const machineId = machineOf(world, nic);
  const attached = machineId === undefined ? {} : { virtualMachine: { id: machineId }, primary: true };
  return { ...nic, properties: { ...properties, ...attached, hostedWorkloads: [], tapConfigurations: [] } };
}

function makeInterface(request: ArmRequest, { id, name, type, existing }: Target): ArmResource {
  const { world } = request;
  const { location: wanted, tags, properties } = parseBody(request, networkInterfaceBody);
  const location = regionNamed(wanted)?.name ?? wanted;
  const before = existing as NetworkInterface | undefined;
  const identity = { id: before?.id ?? id, name: before?.name ?? name };
  requireReference(world, identity.id, properties.networkSecurityGroup?.id, location);
  const ipConfigurations = exchangeAddresses(world, identity.id, location, before, properties.ipConfigurations);
  const { networkSecurityGroup, enableAcceleratedNetworking, enableIPForwarding, dnsSettings } = properties;
  const made: NetworkInterface = {
    ...identity,
    type,
    location,
    ...(tags ? { tags } : {}),
    properties: {
      provisioningState: 'Updating',
      resourceGuid: before?.properties.resourceGuid ?? world.guid(),
      ipConfigurations,
      dnsSettings: { dnsServers: dnsSettings?.dnsServers ?? [], appliedDnsServers: [] },
      enableAcceleratedNetworking,
      enableIPForwarding,
      disableTcpStateTracking: false,
      vnetEncryptionSupported: false,
      nicType: 'Standard',
      macAddress: before?.properties.macAddress ?? macAddress(world),
      ...(networkSecurityGroup ? { networkSecurityGroup } : {}),
      ...(before?.properties.virtualMachine ? { virtualMachine: before.properties.virtualMachine } : {}),
    },
  };
  return made;
}

type Wish = { readonly name: string; readonly properties: IpConfigurationBody };

/** All subnets are looked at before any address changes hands. */
function exchangeAddresses(
  world: World,
  nicId: string,
  location: string,
  before: NetworkInterface | undefined,
  wishes: readonly Wish[],
): Part<IpConfigurationProperties>[] {
  for (const { properties } of wishes) {
    const found = findSubnet(world, properties.subnet.id);
    if (found?.network.location !== location) throw missingReference(nicId, properties.subnet.id);
    requireReference(world, nicId, properties.publicIPAddress?.id, location);
  }
  const former = before?.properties.ipConfigurations ?? [];
  const made = wishes.map((wish, index) => ipConfiguration(world, nicId, wish, index, former));
  for (const { id, properties } of former) {
    const stays = made.some((kept) => sameId(kept.id, id) && sameId(kept.properties.subnet.id, properties.subnet.id));
    if (!stays) releaseAddresses(world, properties.subnet.id, [id]);
  }
  return made;
}

function ipConfiguration(
  world: World,
  nicId: string,
  { name, properties }: Wish,
  index: number,
  former: readonly Part<IpConfigurationProperties>[],
): Part<IpConfigurationProperties> {
  const subnet = findSubnet(world, properties.subnet.id)?.subnet;
  if (!subnet) throw missingReference(nicId, properties.subnet.id);
  const configurationId = `${nicId}/ipConfigurations/${name}`;
  const kept = former.find(
    ({ id, properties: { subnet: place } }) => sameId(id, configurationId) && sameId(place.id, subnet.id),
  );
  const address = properties.privateIPAddress ?? kept?.properties.privateIPAddress;
  if (kept) releaseAddresses(world, subnet.id, [configurationId]);
  const privateIPAddress = takeAddress(world, {
    subnetId: subnet.id,
    prefix: subnet.properties.addressPrefix,
    configurationId,
    ...(address ? { address } : {}),
  });
  return part(world, nicId, 'ipConfigurations', name, {
    provisioningState: 'Succeeded',
    privateIPAddress,
    privateIPAllocationMethod: properties.privateIPAllocationMethod ?? 'Dynamic',
    privateIPAddressVersion: 'IPv4',
    primary: properties.primary ?? index === 0,
    subnet: { id: subnet.id },
    ...(properties.publicIPAddress ? { publicIPAddress: properties.publicIPAddress } : {}),
  });
}
