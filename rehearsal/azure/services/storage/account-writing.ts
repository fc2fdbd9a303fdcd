import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { parameter } from '../resources/parameters.ts';
import { requireResourceGroup } from '../resources/provision.ts';
import { requireRegion } from '../resources/subscriptions.ts';
import { accountId, accountIn, primaryOf, skuName } from './account.ts';
import { creation, update } from './account-body.ts';
import { requireFreeName } from './account-names.ts';
import { accountView } from './account-view.ts';
import { restartReplication } from './geo-replication.ts';
import { accepted, storageService } from './operations.ts';
import { createStorageAccount, isGeoRedundant, placesOf, skuOf } from './provision.ts';

const secondsToCreate = 20;

/** A new account is accepted with 202 and a Location; a PUT to one that exists changes it at once. */
export function putAccount(request: ArmRequest): ArmResponse {
  const { world } = request;
  const wish = parseBody(request, creation);
  const id = accountId(request);
  requireResourceGroup(world, parameter(request, 'subscriptionId'), parameter(request, 'resourceGroupName'));
  const { name: location } = requireRegion(wish.location, (available) => {
    const message = `The provided location '${wish.location}' is not available for resource type 'Microsoft.Storage/storageAccounts'. List of available regions for the resource type is '${available}'.`;
    return new ArmError(400, 'LocationNotAvailableForResourceType', message);
  });
  const existing = world.resources.get(id);
  if (existing) return updateExisting(request, existing, location, wish);
  requireFreeName(world, parameter(request, 'accountName'));
  const account = createStorageAccount(world, {
    id,
    location,
    sku: wish.sku.name,
    kind: wish.kind,
    ...(wish.tags ? { tags: wish.tags } : {}),
    ...(wish.properties ? { properties: wish.properties } : {}),
  });
  return startCreation(request, account);
}

function startCreation(request: ArmRequest, account: ArmResource): ArmResponse {
  const { world } = request;
  account.properties.provisioningState = 'Creating';
  const operation = world.operations.start({
    service: storageService,
    seconds: secondsToCreate,
    complete: () => {
      account.properties.provisioningState = 'Succeeded';
      return accountView(world, account);
    },
    fail: () => {
      world.resources.delete(account.id);
    },
  });
  return accepted(request, String(account.location), operation.id);
}

type Wish = Partial<ReturnType<typeof creation.parse>>;

function updateExisting(request: ArmRequest, account: ArmResource, location: string, wish: Wish): ArmResponse {
  if (account.location !== location) {
    const message = `The resource '${account.name}' already exists in location '${account.location}'. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`;
    throw new ArmError(409, 'InvalidResourceLocation', message);
  }
  return change(request, account, wish);
}

export function patchAccount(request: ArmRequest): ArmResponse {
  const wish = parseBody(request, update);
  return change(request, accountIn(request), wish);
}

function change(request: ArmRequest, account: ArmResource, { sku, tags, properties }: Wish): ArmResponse {
  if (account.properties.failoverInProgress === true) {
    const message = `The storage account '${account.name}' is being failed over; it cannot be changed until that has ended.`;
    throw new ArmError(409, 'StorageAccountOperationInProgress', message);
  }
  if (sku && sku.name !== skuName(account)) changeRedundancy(request, account, sku.name);
  if (tags) account.tags = tags;
  account.properties = { ...account.properties, ...properties };
  return { status: 200, body: accountView(request.world, account) };
}

/** Within one region's kind of redundancy an account can gain and lose its copy; between zones and none it cannot. */
function changeRedundancy({ world }: ArmRequest, account: ArmResource, sku: string): void {
  const before = skuName(account);
  if (isZonal(before) !== isZonal(sku) || before.startsWith('Premium') || sku.startsWith('Premium')) {
    const message = `Storage account ${account.name} cannot be changed from ${before} to ${sku} in place. A conversion has to be requested.`;
    throw new ArmError(409, 'SkuUpdateNotSupported', message);
  }
  const { secondaryLocation, statusOfSecondary, secondaryEndpoints, ...kept } = account.properties;
  account.sku = skuOf(sku);
  account.properties = { ...kept, ...placesOf(account.name, primaryOf(account), sku) };
  if (isGeoRedundant(sku) && !isGeoRedundant(before)) restartReplication(world, account);
}

function isZonal(sku: string): boolean {
  return sku.endsWith('ZRS');
}
