import type { TokenCredential } from '@azure/core-auth';
import { z } from 'zod';

const claims = z.looseObject({ oid: z.guid() });

/** Whom Azure's tokens name: role assignments are kept by it, and not by the client id that one signs in with. */
export const principalOf = async (credential: TokenCredential, scope: string): Promise<string> => {
  const token = (await credential.getToken(scope))?.token ?? '';
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return claims.parse(JSON.parse(payload)).oid;
};
