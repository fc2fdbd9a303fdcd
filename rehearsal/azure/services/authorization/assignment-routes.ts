import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { parameter, queryValue } from '../resources/parameters.ts';
import { assignmentTest } from './assignment-filter.ts';
import {
  allAssignments,
  assignmentsHeldBy,
  findAssignment,
  putAssignment,
  type RoleAssignment,
  removeAssignment,
} from './assignments.ts';
import { roleDefinitionId } from './definitions.ts';
import { roleByGuid } from './roles.ts';
import { scopeIn } from './scope.ts';

const collection = 'providers/Microsoft.Authorization/roleAssignments';
const one = `/{scope}/${collection}/{roleAssignmentName}`;
const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';
const reading = 'Microsoft.Authorization/roleAssignments/read';
const guid = z.guid();

export const assignmentRoutes: readonly Route[] = [
  listRoute('RoleAssignments_ListForSubscription', '/subscriptions/{subscriptionId}'),
  listRoute('RoleAssignments_ListForResourceGroup', group),
  listRoute(
    'RoleAssignments_ListForResource',
    `${group}/providers/{resourceProviderNamespace}/{resourceType}/{resourceName}`,
  ),
  listRoute('RoleAssignments_ListForScope', '/{scope}'),
  {
    operation: 'RoleAssignments_Get',
    method: 'GET',
    path: one,
    action: reading,
    coverage: 'supported',
    handle: (request) => {
      const { id, name } = identify(request);
      const found = findAssignment(request.world, id);
      if (found) return { status: 200, body: assignmentView(found) };
      throw new ArmError(404, 'RoleAssignmentNotFound', `The role assignment '${name}' is not found.`);
    },
  },
  {
    operation: 'RoleAssignments_Create',
    method: 'PUT',
    path: one,
    action: 'Microsoft.Authorization/roleAssignments/write',
    coverage: 'partial',
    note: 'Roles of the scenario only; conditions are not looked at. Any GUID is taken for a principal.',
    handle: createAssignment,
  },
  {
    operation: 'RoleAssignments_Delete',
    method: 'DELETE',
    path: one,
    action: 'Microsoft.Authorization/roleAssignments/delete',
    coverage: 'supported',
    handle: (request) => {
      const removed = removeAssignment(request.world, identify(request).id);
      return removed ? { status: 200, body: assignmentView(removed) } : { status: 204 };
    },
  },
];

function listRoute(operation: string, parent: string): Route {
  return {
    operation,
    method: 'GET',
    path: `${parent}/${collection}`,
    action: reading,
    coverage: 'partial',
    note: 'assignedTo() knows the groups that the scenario names.',
    handle: (request) => {
      const scope = scopeIn(request);
      const fits = assignmentTest(scope, queryValue(request, '$filter'), request.world);
      const found = allAssignments(request.world).filter(fits);
      return { status: 200, body: page(request, found, { size: 500, view: assignmentView }) };
    },
  };
}

function identify(request: ArmRequest): { id: string; name: string; scope: string } {
  const name = parameter(request, 'roleAssignmentName');
  const scope = `/${parameter(request, 'scope')}`;
  return { id: `${scope}/${collection}/${name}`, name, scope };
}

const creation = z.object({
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string(),
    principalType: z.enum(['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device']).optional(),
    description: z.string().optional(),
  }),
});

function createAssignment(request: ArmRequest): ArmResponse {
  const { world, principal } = request;
  const { properties } = parseBody(request, creation);
  const { id, name, scope } = identify(request);
  const { principalId, description } = properties;
  requireGuid(
    name,
    'InvalidRoleAssignmentId',
    `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
  );
  requireGuid(
    principalId,
    'InvalidPrincipalId',
    `A valid principal ID must be provided for role assignment: '${principalId}'.`,
  );
  const role = roleByGuid(properties.roleDefinitionId.split('/').at(-1) ?? '');
  if (!role) {
    const message = `The specified role definition with ID '${properties.roleDefinitionId}' does not exist.`;
    throw new ArmError(404, 'RoleDefinitionDoesNotExist', message);
  }
  const assignment: RoleAssignment = {
    id,
    name,
    scope,
    principalId,
    principalType: properties.principalType ?? 'ServicePrincipal',
    roleGuid: role.guid,
    ...(description ? { description } : {}),
    createdOn: new Date(world.clock.now()).toISOString(),
    createdBy: principal.objectId,
  };
  refuseConflict(request, assignment);
  putAssignment(world, assignment);
  return { status: 201, body: assignmentView(assignment) };
}

function requireGuid(value: string, code: string, message: string): void {
  if (!guid.safeParse(value).success) throw new ArmError(400, code, message);
}

function refuseConflict({ world }: ArmRequest, wanted: RoleAssignment): void {
  const isSame = ({ scope, roleGuid }: RoleAssignment) =>
    scope.toLowerCase() === wanted.scope.toLowerCase() && roleGuid === wanted.roleGuid;
  const existing = assignmentsHeldBy(world, wanted.principalId).find(isSame);
  if (existing) {
    const message = `The role assignment already exists. The ID of the existing role assignment is ${existing.name.replaceAll('-', '')}.`;
    throw new ArmError(409, 'RoleAssignmentExists', message);
  }
  if (!findAssignment(world, wanted.id)) return;
  const message = 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.';
  throw new ArmError(409, 'RoleAssignmentUpdateNotPermitted', message);
}

function assignmentView(assignment: RoleAssignment): Record<string, unknown> {
  const { id, name, scope, principalId, principalType, roleGuid, description, createdOn, createdBy } = assignment;
  return {
    properties: {
      roleDefinitionId: roleDefinitionId(roleGuid, scope),
      principalId,
      principalType,
      scope,
      condition: null,
      conditionVersion: null,
      createdOn,
      updatedOn: createdOn,
      createdBy,
      updatedBy: createdBy,
      delegatedManagedIdentityResourceId: null,
      description: description ?? null,
    },
    id,
    type: 'Microsoft.Authorization/roleAssignments',
    name,
  };
}
