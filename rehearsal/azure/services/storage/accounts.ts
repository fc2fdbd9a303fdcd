import { parseBody } from '../../wire/body.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { parameter, queryValue } from '../resources/parameters.ts';
import { requireResourceGroup } from '../resources/provision.ts';
import { accountId, accountIn, accountPath, answeringRegion, keysOf, secondaryOf } from './account.ts';
import { nameQuestion } from './account-body.ts';
import { judgeName } from './account-names.ts';
import { accountView } from './account-view.ts';
import { patchAccount, putAccount } from './account-writing.ts';
import { startFailover } from './failover.ts';
import { storageAccountType } from './provision.ts';

const reading = 'Microsoft.Storage/storageAccounts/read';
const writing = 'Microsoft.Storage/storageAccounts/write';
const accountLimit = 250;

export const accountRoutes: readonly Route[] = [
  {
    operation: 'StorageAccounts_CheckNameAvailability',
    method: 'POST',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/checkNameAvailability',
    action: 'Microsoft.Storage/checknameavailability/read',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: judgeName(request.world, parseBody(request, nameQuestion).name) }),
  },
  {
    operation: 'StorageAccounts_List',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/storageAccounts',
    action: reading,
    coverage: 'supported',
    handle: (request) => list(request, `/subscriptions/${parameter(request, 'subscriptionId')}`),
  },
  {
    operation: 'StorageAccounts_ListByResourceGroup',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Storage/storageAccounts',
    action: reading,
    coverage: 'supported',
    handle: (request) => {
      const [subscriptionId, name] = [parameter(request, 'subscriptionId'), parameter(request, 'resourceGroupName')];
      return list(request, requireResourceGroup(request.world, subscriptionId, name).id);
    },
  },
  {
    operation: 'StorageAccounts_GetProperties',
    method: 'GET',
    path: accountPath,
    action: reading,
    region: answeringRegion,
    coverage: 'partial',
    note: 'The last sync time stands still from the moment at which the loss of the primary region is first looked at.',
    handle: (request) => ({
      status: 200,
      body: accountView(request.world, accountIn(request), queryValue(request, '$expand')),
    }),
  },
  {
    operation: 'StorageAccounts_Create',
    method: 'PUT',
    path: accountPath,
    action: writing,
    coverage: 'partial',
    note: 'Customer-managed keys and identities are not kept.',
    handle: putAccount,
  },
  {
    operation: 'StorageAccounts_Update',
    method: 'PATCH',
    path: accountPath,
    action: writing,
    coverage: 'partial',
    note: 'The refusal of conversions between zonal and other redundancy is worded by us.',
    handle: patchAccount,
  },
  {
    operation: 'StorageAccounts_Delete',
    method: 'DELETE',
    path: accountPath,
    action: 'Microsoft.Storage/storageAccounts/delete',
    coverage: 'supported',
    handle: (request) => ({ status: request.world.resources.delete(accountId(request)) ? 200 : 204 }),
  },
  {
    operation: 'StorageAccounts_ListKeys',
    method: 'POST',
    path: `${accountPath}/listKeys`,
    action: 'Microsoft.Storage/storageAccounts/listkeys/action',
    coverage: 'partial',
    note: 'Azure writes the permission FULL, against its own spec; here it is Full.',
    handle: (request) => ({ status: 200, body: { keys: keyViews(request, accountIn(request)) } }),
  },
  {
    operation: 'StorageAccounts_Failover',
    method: 'POST',
    path: `${accountPath}/failover`,
    action: 'Microsoft.Storage/storageAccounts/failover/action',
    // It must work when the primary region does not.
    region: (request) => secondaryOf(request.world.resources.get(accountId(request))),
    coverage: 'partial',
    note: 'Refusals carry codes of our own: no recording of one was met. @azure/arm-storage 18.3.0 asks for a planned failover always.',
    handle: startFailover,
  },
  {
    operation: 'Usages_ListByLocation',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/locations/{location}/usages',
    action: 'Microsoft.Storage/locations/usages/read',
    coverage: 'supported',
    handle: (request) => {
      const accounts = request.world.resources.list(
        storageAccountType,
        `/subscriptions/${parameter(request, 'subscriptionId')}`,
      );
      const location = parameter(request, 'location').toLowerCase();
      const currentValue = accounts.filter((account) => account.location === location).length;
      const name = { value: 'StorageAccounts', localizedValue: 'Storage Accounts' };
      return { status: 200, body: { value: [{ unit: 'Count', currentValue, limit: accountLimit, name }] } };
    },
  },
];

function list(request: ArmRequest, scope: string): ArmResponse {
  const { world } = request;
  const found = world.resources.list(storageAccountType, scope);
  const view = (account: ArmResource) => accountView(world, account);
  return { status: 200, body: page(request, found, { size: 100, view }) };
}

function keyViews({ world }: ArmRequest, account: ArmResource): unknown[] {
  const creationTime = account.properties.creationTime;
  return Object.entries(keysOf(world, account)).map(([keyName, value]) => ({
    creationTime,
    keyName,
    value,
    permissions: 'Full',
  }));
}
