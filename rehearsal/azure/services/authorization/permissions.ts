import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { rolesAt } from './decide.ts';
import { scopeIn } from './scope.ts';

const group = '/subscriptions/{subscriptionId}/resourcegroups/{resourceGroupName}';
const resource = `${group}/providers/{resourceProviderNamespace}/{parentResourcePath}/{resourceType}/{resourceName}`;
const authorization = 'providers/Microsoft.Authorization';

export const permissionRoutes: readonly Route[] = [
  permissionRoute('Permissions_ListForResourceGroup', group),
  permissionRoute('Permissions_ListForResource', resource),
  // An empty parent path leaves nothing between the slashes, and subscriptions have permissions as well.
  permissionRoute('Permissions_ListForScope', '/{scope}'),
  emptyList(
    'DenyAssignments_ListForScope',
    'denyAssignments',
    'Nobody can make a deny assignment by hand in Azure either.',
  ),
  emptyList('ManagementLocks_ListByScope', 'locks', 'There are never any locks.'),
];

/** What the caller may do at a scope: the actions of each of its roles there. */
function permissionRoute(operation: string, parent: string): Route {
  return {
    operation,
    method: 'GET',
    path: `${parent}/${authorization}/permissions`,
    action: 'Microsoft.Authorization/permissions/read',
    coverage: 'supported',
    handle: listPermissions,
  };
}

function listPermissions(request: ArmRequest): ArmResponse {
  const { world, principal } = request;
  const roles = new Set(rolesAt(world, principal, scopeIn(request)));
  const permissions = [...roles].map(({ actions, notActions, dataActions }) => ({
    actions,
    notActions,
    dataActions,
    notDataActions: [],
  }));
  return { status: 200, body: page(request, permissions, { size: 100 }) };
}

function emptyList(operation: string, collection: string, note: string): Route {
  return {
    operation,
    method: 'GET',
    path: `/{scope}/${authorization}/${collection}`,
    action: `Microsoft.Authorization/${collection}/read`,
    coverage: 'partial',
    note,
    handle: () => ({ status: 200, body: { value: [] } }),
  };
}
