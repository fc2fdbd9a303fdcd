import { ComputeManagementClient } from '@azure/arm-compute';
import { createDisk, createVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  createNetworkInterface,
  createVirtualNetwork,
} from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { type Fixture, type FixtureOptions, startFixture } from '../fixture.ts';

export const WEST = 'westeurope';
export const NORTH = 'northeurope';

/** A rehearsal Azure with a group in each of two regions, and clients for it. */
export interface ComputeWorld extends Fixture {
  readonly client: ComputeManagementClient;
  /** For requests that are refused on purpose. */
  readonly refused: ComputeManagementClient;
  /** `/subscriptions/.../resourceGroups/west/providers/Microsoft.Compute/` and the rest. */
  readonly id: (rest: string, group?: string) => string;
  readonly nicId: (name: string, group?: string) => string;
  readonly advance: (seconds: number) => void;
}

export async function startComputeWorld(options: FixtureOptions = {}): Promise<ComputeWorld> {
  const fixture = await startFixture(options);
  const { azure, subscriptionId, clientOptions, expectingError } = fixture;
  createResourceGroup(azure.world, { subscriptionId, name: 'west', location: WEST });
  createResourceGroup(azure.world, { subscriptionId, name: 'north', location: NORTH });
  const inGroup = (group: string) => `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers`;
  for (const [group, location] of [['west', WEST] as const, ['north', NORTH] as const]) {
    createVirtualNetwork(azure.world, {
      id: `${inGroup(group)}/Microsoft.Network/virtualNetworks/net`,
      location,
      addressPrefix: '10.0.0.0/16',
      subnets: [{ name: 'default', prefix: '10.0.0.0/24' }],
    });
  }
  return {
    ...fixture,
    client: new ComputeManagementClient(fixture.credential(), subscriptionId, clientOptions),
    refused: new ComputeManagementClient(fixture.credential(), subscriptionId, expectingError),
    id: (rest, group = 'west') => `${inGroup(group)}/Microsoft.Compute/${rest}`,
    nicId: (name, group = 'west') => `${inGroup(group)}/Microsoft.Network/networkInterfaces/${name}`,
    advance: (seconds) => azure.clock.advance(seconds),
  };
}

export interface MachineOptions {
  readonly osType?: 'Windows' | 'Linux';
  readonly size?: string;
  readonly running?: boolean;
  readonly osDiskGb?: number;
  readonly dataDiskGb?: number;
  readonly agent?: 'ready' | 'not-ready';
  readonly securityType?: 'TrustedLaunch' | 'ConfidentialVM';
  readonly diskAccessId?: string;
  readonly encryptionSetId?: string;
}

/** A machine in the west with a system disk, and a data disk where a size is given; its id. */
export function addMachine(world: ComputeWorld, name: string, options: MachineOptions = {}): string {
  const disk = (suffix: string, sizeGb: number) =>
    createDisk(world.azure.world, {
      id: world.id(`disks/${name}-${suffix}`),
      location: WEST,
      sizeGb,
      sku: 'Premium_LRS',
      ...(suffix === 'os' && { osType: options.osType ?? 'Linux' }),
      ...(options.diskAccessId !== undefined && { diskAccessId: options.diskAccessId }),
      ...(options.encryptionSetId !== undefined && { encryptionSetId: options.encryptionSetId }),
    }).id;
  addInterface(world, `${name}-nic`);
  return createVirtualMachine(world.azure.world, {
    id: world.id(`virtualMachines/${name}`),
    location: WEST,
    size: options.size ?? 'Standard_D2s_v5',
    osType: options.osType ?? 'Linux',
    osDiskId: disk('os', options.osDiskGb ?? 30),
    dataDiskIds: options.dataDiskGb === undefined ? [] : [disk('data', options.dataDiskGb)],
    nicIds: [world.nicId(`${name}-nic`)],
    running: options.running ?? true,
    ...(options.agent !== undefined && { agent: options.agent }),
    ...(options.securityType !== undefined && { securityType: options.securityType }),
  }).id;
}

export function addInterface(world: ComputeWorld, name: string, group: 'west' | 'north' = 'west'): string {
  const id = world.nicId(name, group);
  const location = group === 'west' ? WEST : NORTH;
  const subnetId = id.replace(/networkInterfaces\/[^/]+$/, 'virtualNetworks/net/subnets/default');
  createNetworkInterface(world.azure.world, { id, location, subnetId });
  return id;
}

/** Lets an operation's time pass on the world's clock, then takes its outcome. */
export async function finish<Result>(
  world: ComputeWorld,
  begun: Promise<{ pollUntilDone(): Promise<Result> }>,
  seconds = 60,
): Promise<Result> {
  const poller = await begun;
  world.advance(seconds);
  return poller.pollUntilDone();
}

/** Code and status of the refusal that a call ends with. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; status: number; message: string }> {
  try {
    await call;
  } catch (problem) {
    const { code, statusCode, message } = problem as { code: string; statusCode: number; message: string };
    return { code, status: statusCode, message };
  }
  throw new Error('the call was not refused');
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
