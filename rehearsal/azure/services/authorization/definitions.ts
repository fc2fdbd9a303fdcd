import { ArmError } from '../../wire/errors.ts';
import { page } from '../../wire/paging.ts';
import type { ArmRequest, Route } from '../../wire/route.ts';
import { subscriptionOf } from '../resources/ids.ts';
import { parameter, queryValue } from '../resources/parameters.ts';
import type { Role } from './role.ts';
import { roleByGuid, roles } from './roles.ts';

const collection = 'providers/Microsoft.Authorization/roleDefinitions';
const action = 'Microsoft.Authorization/roleDefinitions/read';
const note = 'The built-in roles that matter here, and the custom roles of the bot.';

export const definitionRoutes: readonly Route[] = [
  {
    operation: 'RoleDefinitions_List',
    method: 'GET',
    path: `/{scope}/${collection}`,
    action,
    coverage: 'partial',
    note,
    handle: (request) => {
      const fits = parseFilter(queryValue(request, '$filter'));
      const view = (role: Role) => definitionView(role, `/${parameter(request, 'scope')}`);
      return { status: 200, body: page(request, roles.filter(fits), { size: 500, view }) };
    },
  },
  {
    operation: 'RoleDefinitions_Get',
    method: 'GET',
    path: `/{scope}/${collection}/{roleDefinitionId}`,
    action,
    coverage: 'partial',
    note,
    handle: (request) => ({
      status: 200,
      body: definitionView(requireRole(request), `/${parameter(request, 'scope')}`),
    }),
  },
  {
    operation: 'RoleDefinitions_GetById',
    method: 'GET',
    path: `/${collection}/{roleDefinitionId}`,
    action: null,
    coverage: 'partial',
    note: 'The address of a role above all subscriptions; ids with a scope are the ones of RoleDefinitions_Get.',
    handle: (request) => ({ status: 200, body: definitionView(requireRole(request), '/') }),
  },
];

/** The id of a role as seen from a scope: below a subscription it carries the subscription. */
export function roleDefinitionId(guid: string, scope: string): string {
  const subscriptionId = subscriptionOf(scope);
  return `${subscriptionId ? `/subscriptions/${subscriptionId}` : ''}/${collection}/${guid}`;
}

function requireRole(request: ArmRequest): Role {
  const guid = parameter(request, 'roleDefinitionId');
  const role = roleByGuid(guid);
  if (role) return role;
  const message = `The specified role definition with ID '${guid.replaceAll('-', '')}' does not exist.`;
  throw new ArmError(404, 'RoleDefinitionDoesNotExist', message);
}

function parseFilter(filter: string | undefined): (role: Role) => boolean {
  if (!filter?.trim()) return () => true;
  const tests = filter.split(/\s+and\s+/i).map(testOf);
  return (role) => tests.every((test) => test(role));
}

function testOf(clause: string): (role: Role) => boolean {
  const text = clause.trim();
  if (/^atScopeAndBelow\(\)$/i.test(text)) return () => true;
  const { field, value = '' } = /^(?<field>roleName|type)\s+eq\s+'(?<value>[^']*)'$/i.exec(text)?.groups ?? {};
  const wanted = value.toLowerCase();
  switch (field?.toLowerCase()) {
    case 'type':
      return ({ kind = 'BuiltInRole' }) => kind.toLowerCase() === wanted;
    case 'rolename':
      return ({ name }) => name.toLowerCase() === wanted;
    default:
      throw new ArmError(400, 'UnsupportedQuery', `The filter '${text}' is not supported.`);
  }
}

function definitionView(role: Role, scope: string): Record<string, unknown> {
  const { kind = 'BuiltInRole', name, guid, description, actions, notActions, dataActions, created, updated } = role;
  return {
    properties: {
      roleName: name,
      type: kind,
      description,
      assignableScopes: ['/'],
      permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
      createdOn: created,
      updatedOn: updated,
      createdBy: null,
      updatedBy: null,
    },
    id: roleDefinitionId(guid, scope),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: guid,
  };
}
