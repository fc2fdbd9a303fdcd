import { builtInRoles } from './built-in-roles.ts';
import { customRoles } from './custom-roles.ts';
import type { Role } from './role.ts';

export const roles: readonly Role[] = [...builtInRoles, ...customRoles];

const byGuid = new Map(roles.map((role) => [role.guid, role]));

export function roleByGuid(guid: string): Role | undefined {
  return byGuid.get(guid.toLowerCase());
}
