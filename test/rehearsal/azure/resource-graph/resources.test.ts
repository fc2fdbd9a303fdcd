import { ServiceClient } from '@azure/core-client';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { assign } from '../../../../rehearsal/azure/services/authorization/provision.ts';
import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import { createDisk, createVirtualMachine } from '../../../../rehearsal/azure/services/compute/provision.ts';
import {
  createNetworkInterface,
  createVirtualNetwork,
} from '../../../../rehearsal/azure/services/network/provision.ts';
import { createResourceGroup } from '../../../../rehearsal/azure/services/resources/provision.ts';
import { createStorageAccount } from '../../../../rehearsal/azure/services/storage/provision.ts';
import { createVault } from '../../../../rehearsal/azure/services/vaults/provision.ts';
import { type Fixture, startFixture } from '../fixture.ts';

interface Answer {
  status: number;
  totalRecords: number;
  count: number;
  data: Record<string, unknown>[];
  resultTruncated: string;
  $skipToken?: string;
  error?: { code: string; details: { code: string; message: string }[] };
}

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() => {
  fixture.azure.reset();
  const { world } = fixture.azure;
  createResourceGroup(world, { subscriptionId: fixture.subscriptionId, name: 'Home', location: 'japaneast' });
  for (const name of ['one', 'two', 'three']) {
    const sku = name === 'three' ? 'Standard_GRS' : 'Standard_LRS';
    createStorageAccount(world, { id: id(`Storage/storageAccounts/${name}`), location: 'japaneast', sku });
  }
});
afterAll(() => fixture.close());

function id(rest: string): string {
  return `/subscriptions/${fixture.subscriptionId}/resourceGroups/Home/providers/Microsoft.${rest}`;
}

interface Question {
  readonly options?: Record<string, unknown>;
  readonly subscriptions?: readonly string[];
  readonly principal?: string;
  readonly clientOptions?: Fixture['clientOptions'];
}

async function ask(query: string, question: Question = {}): Promise<Answer> {
  const { options, subscriptions, principal = 'owner', clientOptions = fixture.clientOptions } = question;
  const client = new ServiceClient({ credential: fixture.credential(principal), ...clientOptions });
  const request = createPipelineRequest({
    method: 'POST',
    url: `${fixture.endpoint}/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01`,
    body: JSON.stringify({ query, ...(options && { options }), ...(subscriptions && { subscriptions }) }),
  });
  request.headers.set('content-type', 'application/json');
  const { status, bodyAsText } = await client.sendRequest(request);
  return { status, ...JSON.parse(bodyAsText ?? '{}') };
}

const accounts = "resources | where type =~ 'Microsoft.Storage/storageAccounts' and location == 'japaneast'";

test('a row has the columns of every resource, types and groups in lower case', async () => {
  const { data } = await ask(`${accounts} | where name == 'three'`);

  expect(data).toEqual([
    {
      id: id('Storage/storageAccounts/three'),
      name: 'three',
      type: 'microsoft.storage/storageaccounts',
      tenantId: fixture.azure.world.tenantId,
      kind: 'StorageV2',
      location: 'japaneast',
      resourceGroup: 'home',
      subscriptionId: fixture.subscriptionId,
      managedBy: '',
      sku: { name: 'Standard_GRS', tier: 'Standard' },
      plan: null,
      properties: expect.objectContaining({ secondaryLocation: 'japanwest' }),
      tags: {},
      identity: null,
      zones: null,
      extendedLocation: null,
    },
  ]);
});

test('counts go over everything that fits', async () => {
  const answer = await ask(`${accounts} | summarize count() by tostring(sku.name) | order by count_ desc`);

  expect(answer).toMatchObject({
    status: 200,
    totalRecords: 2,
    count: 2,
    resultTruncated: 'false',
    data: [
      { sku_name: 'Standard_LRS', count_: 2 },
      { sku_name: 'Standard_GRS', count_: 1 },
    ],
  });
});

test('a result is read page by page', async () => {
  const query = `${accounts} | order by name asc | project id, name`;

  const first = await ask(query, { options: { $top: 2 } });
  const second = await ask(query, { options: { $top: 2, $skipToken: first.$skipToken } });

  expect([first, second].map(({ data }) => data.map(({ name }) => name))).toEqual([['one', 'three'], ['two']]);
  expect(first.totalRecords).toBe(3);
  expect(second.$skipToken).toBeUndefined();
});

test('without an id a result cannot be read on, and says that it was cut', async () => {
  const answer = await ask(`${accounts} | project name`, { options: { $top: 2 } });

  expect(answer).toMatchObject({ totalRecords: 3, count: 2, resultTruncated: 'true' });
  expect(answer.$skipToken).toBeUndefined();
});

test('a result can be had as a table', async () => {
  const { data } = await ask(`${accounts} | order by name asc | project name, n = strlen(name) | take 1`, {
    options: { resultFormat: 'table' },
  });

  expect(data).toEqual({
    columns: [
      { name: 'name', type: 'string' },
      { name: 'n', type: 'integer' },
    ],
    rows: [['one', 3]],
  });
});

test('subscriptions and groups are in a table of their own', async () => {
  const { data } = await ask("resourcecontainers | where name in~ ('home', 'rehearsal') | project name, type");

  expect(data).toEqual([
    { name: 'Rehearsal', type: 'microsoft.resources/subscriptions' },
    { name: 'Home', type: 'microsoft.resources/subscriptions/resourcegroups' },
  ]);
});

test('only the subscriptions that are named are looked at', async () => {
  const elsewhere = await ask(accounts, { subscriptions: [crypto.randomUUID()] });
  const here = await ask(accounts, { subscriptions: [fixture.subscriptionId.toUpperCase()] });

  expect([elsewhere.count, here.count]).toEqual([0, 3]);
});

test('everybody sees what they may read', async () => {
  const nobody = fixture.entra.principals.find(({ name }) => name === 'nobody');
  const before = await ask(accounts, { principal: 'nobody' });
  const scope = id('Storage/storageAccounts/two');
  assign(fixture.azure.world, { principalId: `${nobody?.objectId}`, role: 'Reader', scope });
  const after = await ask(accounts, { principal: 'nobody' });

  expect(before.data).toEqual([]);
  expect(after.data.map(({ name }) => name)).toEqual(['two']);
});

test('a machine that is backed up is in the table of Recovery Services', async () => {
  const { world } = fixture.azure;
  const location = 'japaneast';
  const subnetId = id('Network/virtualNetworks/net/subnets/app');
  createVirtualNetwork(world, {
    id: id('Network/virtualNetworks/net'),
    location,
    addressPrefix: '10.8.0.0/16',
    subnets: [{ name: 'app', prefix: '10.8.0.0/24' }],
  });
  createNetworkInterface(world, { id: id('Network/networkInterfaces/nic'), location, subnetId });
  createDisk(world, { id: id('Compute/disks/os'), location, sizeGb: 30, sku: 'Premium_LRS', osType: 'Linux' });
  const vmId = id('Compute/virtualMachines/vm');
  createVirtualMachine(world, {
    id: vmId,
    location,
    size: 'Standard_D2s_v5',
    osType: 'Linux',
    osDiskId: id('Compute/disks/os'),
    dataDiskIds: [],
    nicIds: [id('Network/networkInterfaces/nic')],
    running: true,
  });
  createVault(world, { id: id('RecoveryServices/vaults/vault'), location });
  enableBackup(world, { vaultId: id('RecoveryServices/vaults/vault'), vmId });

  const { data } = await ask(`recoveryservicesresources
    | where type == 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems'
    | where properties.dataSourceInfo.resourceID =~ '${vmId}'
    | project name = tolower(name), state = properties.currentProtectionState, resourceGroup`);

  expect(data).toEqual([
    {
      name: 'vm;iaasvmcontainerv2;home;vm',
      state: expect.stringMatching(/^(IRPending|Protected)$/),
      resourceGroup: 'home',
    },
  ]);
});

test.each([
  ['an operator that is not known', 'resources | nonsense', 'ParserFailure'],
  ['a table that is not known', 'secrets | take 1', 'DisallowedLogicalTableName'],
  ['a column that is not known', 'resources | where colour == 1', 'UnresolvedColumn'],
])('%s is refused with the reason in the details', async (_, query, code) => {
  const { status, error } = await ask(query, { clientOptions: fixture.expectingError });

  expect(status).toBe(400);
  expect(error?.code).toBe('BadRequest');
  expect(error?.details.map((detail) => detail.code)).toEqual(['InvalidQuery', code]);
});

test.each([
  ['too many rows', { $top: 1001 }, 'InvalidRequestContent'],
  ['a token that is none', { $skipToken: 'x' }, 'BadRequest'],
])('%s are refused', async (_, options, code) => {
  const { status, error } = await ask(accounts, { options, clientOptions: fixture.expectingError });

  expect([status, error?.code]).toEqual([400, code]);
});
