import type { JWTPayload } from 'jose';
import type { Principal } from './principal.ts';

/** Who signs the tokens of a tenant. */
export function issuerOf(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

/** What a version 1.0 access token says of its holder. */
export function claimsOf(principal: Principal, tenantId: string): JWTPayload {
  return {
    iss: issuerOf(tenantId),
    tid: tenantId,
    oid: principal.objectId,
    sub: principal.objectId,
    idtyp: principal.kind === 'user' ? 'user' : 'app',
    ...(principal.appId ? { appid: principal.appId } : {}),
    ...(principal.kind === 'user' ? { name: principal.name, groups: [...principal.groups] } : {}),
    uti: crypto.randomUUID(),
    ver: '1.0',
  };
}

/** A holder that nobody registered, known only from a token of the tenant. */
export function principalOf(claims: JWTPayload): Principal {
  const { oid, tid, idtyp, appid, name, groups } = claims;
  return {
    objectId: String(oid),
    tenantId: String(tid),
    kind: idtyp === 'user' ? 'user' : 'app',
    name: typeof name === 'string' ? name : String(oid),
    ...(typeof appid === 'string' ? { appId: appid } : {}),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}
