import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { isAllowed } from '../authorization/decide.ts';
import { parseFilter } from './filter.ts';
import { topIn } from './groups.ts';
import { parameter, queryValue } from './parameters.ts';
import { trackedTypes } from './providers-data.ts';
import { requireResourceGroup } from './provision.ts';

const pageSize = 1000;
const shown = ['plan', 'kind', 'managedBy', 'sku', 'identity', 'location', 'tags'] as const;
const note = 'Filters compare resourceType, name, location, resourceGroup and tags, joined by `and`.';

export const genericResourceRoutes: readonly Route[] = [
  {
    operation: 'Resources_List',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resources',
    action: null,
    coverage: 'partial',
    note,
    handle: (request) => list(request, `/subscriptions/${parameter(request, 'subscriptionId')}`),
  },
  {
    operation: 'Resources_ListByResourceGroup',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/resources',
    action: 'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
    coverage: 'partial',
    note,
    handle: (request) => {
      const [subscriptionId, name] = [parameter(request, 'subscriptionId'), parameter(request, 'resourceGroupName')];
      return list(request, requireResourceGroup(request.world, subscriptionId, name).id);
    },
  },
];

/** The resources that the caller may read. */
function list(request: ArmRequest, scope: string): ArmResponse {
  const { world, principal } = request;
  const fits = parseFilter(queryValue(request, '$filter'));
  const found = trackedTypes
    .flatMap((type) => world.resources.list(type, scope))
    .filter((resource) => fits(resource) && isAllowed(world, principal, `${resource.type}/read`, resource.id));
  const expanded = (queryValue(request, '$expand') ?? '').toLowerCase().split(',');
  const view = (resource: ArmResource) => briefView(resource, expanded);
  return { status: 200, body: page(request, found, { size: topIn(request) ?? pageSize, view }) };
}

/** Lists of resources show no properties: only what is the same for every type. */
function briefView(resource: ArmResource, expanded: readonly string[]): Record<string, unknown> {
  const { id, name, type, properties } = resource;
  const present = shown.filter((field) => resource[field] !== undefined);
  return {
    id,
    name,
    type,
    ...Object.fromEntries(present.map((field) => [field, resource[field]])),
    ...(expanded.includes('provisioningstate') ? { provisioningState: properties.provisioningState } : {}),
  };
}
