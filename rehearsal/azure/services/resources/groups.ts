import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { isAllowed } from '../authorization/decide.ts';
import { parseFilter } from './filter.ts';
import { deleteGroup } from './group-deletion.ts';
import { parameter, queryValue } from './parameters.ts';
import { createResourceGroup, requireResourceGroup, resourceGroupId, resourceGroupType } from './provision.ts';
import { requireRegion } from './subscriptions.ts';

const collection = '/subscriptions/{subscriptionId}/resourcegroups';
const group = `${collection}/{resourceGroupName}`;
const reading = 'Microsoft.Resources/subscriptions/resourceGroups/read';
const writing = 'Microsoft.Resources/subscriptions/resourceGroups/write';
const pageSize = 1000;

const tags = z.record(z.string(), z.string());
const creation = z.object({ location: z.string().min(1), tags: tags.optional(), managedBy: z.string().optional() });
const change = z.object({ tags: tags.optional() });

export const groupRoutes: readonly Route[] = [
  {
    operation: 'ResourceGroups_List',
    method: 'GET',
    path: collection,
    action: null,
    coverage: 'supported',
    handle: listGroups,
  },
  {
    operation: 'ResourceGroups_Get',
    method: 'GET',
    path: group,
    action: reading,
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: groupIn(request) }),
  },
  {
    operation: 'ResourceGroups_CheckExistence',
    method: 'HEAD',
    path: group,
    action: reading,
    coverage: 'supported',
    handle: (request) => {
      groupIn(request);
      return { status: 204 };
    },
  },
  {
    operation: 'ResourceGroups_CreateOrUpdate',
    method: 'PUT',
    path: group,
    action: writing,
    coverage: 'supported',
    handle: putGroup,
  },
  {
    operation: 'ResourceGroups_Update',
    method: 'PATCH',
    path: group,
    action: writing,
    coverage: 'supported',
    handle: (request) => {
      const changed = { ...groupIn(request), ...parseBody(request, change) };
      request.world.resources.put(changed);
      return { status: 200, body: changed };
    },
  },
  {
    operation: 'ResourceGroups_Delete',
    method: 'DELETE',
    path: group,
    action: 'Microsoft.Resources/subscriptions/resourceGroups/delete',
    coverage: 'supported',
    handle: (request) => deleteGroup(request, groupIn(request)),
  },
];

function groupIn(request: ArmRequest): ArmResource {
  const { world } = request;
  return requireResourceGroup(world, parameter(request, 'subscriptionId'), parameter(request, 'resourceGroupName'));
}

/** Whoever may read only some of the groups sees those, and no refusal. */
function listGroups(request: ArmRequest): ArmResponse {
  const { world, principal } = request;
  const fits = parseFilter(queryValue(request, '$filter'));
  const groups = world.resources
    .list(resourceGroupType, `/subscriptions/${parameter(request, 'subscriptionId')}`)
    .filter((found) => fits(found) && isAllowed(world, principal, reading, found.id));
  return { status: 200, body: page(request, groups, { size: topIn(request) ?? pageSize }) };
}

export function topIn(request: ArmRequest): number | undefined {
  const top = queryValue(request, '$top');
  if (top === undefined) return undefined;
  const count = Number(top);
  if (Number.isInteger(count) && count > 0 && count <= pageSize) return count;
  throw new ArmError(400, 'InvalidTopInQueryString', `Invalid $top '${top}' specified in the query string.`);
}

function putGroup(request: ArmRequest): ArmResponse {
  const { world } = request;
  const [subscriptionId, name] = [parameter(request, 'subscriptionId'), parameter(request, 'resourceGroupName')];
  const wish = parseBody(request, creation);
  const { name: location } = requireRegion(wish.location, (available) => {
    const message = `The provided location '${wish.location}' is not available for resource group. List of available regions is '${available}'.`;
    return new ArmError(400, 'LocationNotAvailableForResourceGroup', message);
  });
  requireName(name);
  const existing = world.resources.get(resourceGroupId(subscriptionId, name));
  if (existing) refuseMove(existing, location);
  const tagged = wish.tags ? { tags: wish.tags } : {};
  const body = createResourceGroup(world, { subscriptionId, name, location, ...tagged });
  if (wish.managedBy) body.managedBy = wish.managedBy;
  return { status: existing ? 200 : 201, body };
}

function requireName(name: string): void {
  if (/^[-\w._()\p{L}]{1,90}$/u.test(name) && !name.endsWith('.')) return;
  const message = `The provided resource group name '${name}' has these invalid characters or is too long. The name can only be a letter, digit, '-', '.', '(', ')' or '_', up to 90 of them, and cannot end with '.'.`;
  throw new ArmError(400, 'InvalidResourceGroup', message);
}

function refuseMove(existing: ArmResource, location: string): void {
  if (existing.properties.provisioningState === 'Deleting') {
    const message = `The resource group '${existing.name}' is in deprovisioning state and cannot perform this operation.`;
    throw new ArmError(409, 'ResourceGroupBeingDeleted', message);
  }
  if (existing.location === location) return;
  const message = `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`;
  throw new ArmError(409, 'InvalidResourceGroupLocation', message);
}
