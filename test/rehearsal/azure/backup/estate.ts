import { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { createDisk, createVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  createNetworkInterface,
  createVirtualNetwork,
} from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import type { Fixture } from '../fixture.ts';

/** A vault and a machine with two disks in West Europe; a group, a network and an account in each region of the pair. */
export interface Estate {
  readonly vaultId: string;
  readonly vmId: string;
  readonly container: string;
  readonly item: string;
  /** The id of something in one of the groups, `rg-app` by default. */
  id(rest: string, group?: string): string;
}

export function buildEstate(fixture: Fixture, options: { crossRegionRestore?: boolean } = {}): Estate {
  const { world } = fixture.azure;
  const { subscriptionId } = fixture;
  const id = (rest: string, group = 'rg-app') =>
    `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${rest}`;
  for (const [name, location] of [
    ['rg-app', 'westeurope'],
    ['rg-dr', 'westeurope'],
    ['rg-north', 'northeurope'],
  ] as const) {
    createResourceGroup(world, { subscriptionId, name, location });
  }
  for (const [group, location, account] of [
    ['rg-dr', 'westeurope', 'stagingwest'],
    ['rg-north', 'northeurope', 'stagingnorth'],
  ] as const) {
    const storageId = id(`Microsoft.Storage/storageAccounts/${account}`, group);
    createStorageAccount(world, { id: storageId, location, sku: 'Standard_LRS' });
    createVirtualNetwork(world, {
      id: id('Microsoft.Network/virtualNetworks/vnet-dr', group),
      location,
      addressPrefix: '10.8.0.0/16',
      subnets: [{ name: 'apps', prefix: '10.8.1.0/24' }],
    });
  }
  const vaultId = id('Microsoft.RecoveryServices/vaults/rsv-app', 'rg-dr');
  createVault(world, { id: vaultId, location: 'westeurope', crossRegionRestore: options.crossRegionRestore ?? false });
  const vmId = addMachine(fixture, id, 'vm-sql');
  const names = {
    container: 'IaasVMContainer;iaasvmcontainerv2;rg-app;vm-sql',
    item: 'VM;iaasvmcontainerv2;rg-app;vm-sql',
  };
  return { vaultId, vmId, id, ...names };
}

export function addMachine(fixture: Fixture, id: Estate['id'], name: string): string {
  const { world } = fixture.azure;
  const location = 'westeurope';
  const nicId = id(`Microsoft.Network/networkInterfaces/${name}-nic`);
  const subnetId = `${id('Microsoft.Network/virtualNetworks/vnet-dr', 'rg-dr')}/subnets/apps`;
  createNetworkInterface(world, { id: nicId, location, subnetId });
  const disks = ['os', 'data0'].map((suffix) => id(`Microsoft.Compute/disks/${name}-${suffix}`));
  for (const diskId of disks) createDisk(world, { id: diskId, location, sizeGb: 127, sku: 'Premium_LRS' });
  const [osDiskId = '', ...dataDiskIds] = disks;
  const vmId = id(`Microsoft.Compute/virtualMachines/${name}`);
  createVirtualMachine(world, {
    id: vmId,
    location,
    size: 'Standard_D2s_v5',
    osType: 'Windows',
    osDiskId,
    dataDiskIds,
    nicIds: [nicId],
    running: true,
  });
  return vmId;
}

export function backupClient(fixture: Fixture, options = fixture.clientOptions): RecoveryServicesBackupClient {
  return new RecoveryServicesBackupClient(fixture.credential(), fixture.subscriptionId, options);
}

/** For calls that are wrong on purpose. */
export function strictClient(fixture: Fixture): RecoveryServicesBackupClient {
  return backupClient(fixture, fixture.expectingError);
}

/** The first answer of a call: most of the SDK's methods keep the headers of a 202 to themselves. */
export async function answerOf(
  call: (onResponse: (response: PipelineResponse) => void) => Promise<unknown>,
): Promise<PipelineResponse> {
  const answers: PipelineResponse[] = [];
  await call((response) => answers.push(response));
  const first = answers[0];
  if (first === undefined) throw new Error('nothing was answered');
  return first;
}

/** The last segment of the address that the 202 names. */
export function operationIdIn(answer: PipelineResponse): string {
  const address = answer.headers.get('azure-asyncoperation');
  return new URL(`${address}`).pathname.split('/').at(-1) ?? '';
}

export async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** The status that the 202 names, for addresses that no published specification and no SDK knows. */
export async function statusAt(fixture: Fixture, answer: PipelineResponse): Promise<{ status?: string }> {
  const raw = new ServiceClient({ credential: fixture.credential(), ...fixture.expectingError });
  const url = `${answer.headers.get('azure-asyncoperation')}`;
  return JSON.parse((await raw.sendRequest(createPipelineRequest({ url }))).bodyAsText || '{}');
}
