import type { Principal } from '../../entra/principal.ts';
import type { World } from '../world/world.ts';
import { ArmError } from './errors.ts';
import { scopeOf } from './scope.ts';

export type IsAllowed = (world: World, principal: Principal, action: string, scope: string) => boolean;

/** Refuses a caller whose roles do not contain the action at the scope that the path names. */
export function requirePermission(
  isAllowed: IsAllowed,
  world: World,
  principal: Principal,
  action: string,
  path: string,
): void {
  const scope = scopeOf(path);
  if (isAllowed(world, principal, action, scope)) return;
  const { kind, name, appId, objectId } = principal;
  const client = kind === 'user' ? name : (appId ?? objectId);
  const message = `The client '${client}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  throw new ArmError(403, 'AuthorizationFailed', message);
}
