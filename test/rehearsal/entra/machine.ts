import type { TokenCredential } from '@azure/core-auth';
import { openAuthority } from '../../../rehearsal/azure/wire/certificate.ts';
import { startEntra } from '../../../rehearsal/entra/index.ts';
import { createEntra } from '../../../rehearsal/entra/tokens.ts';

const tenantId = '6f2d8a54-3f0e-4c53-9a3d-0f8f3c2b7a10';

export const assignedResourceId =
  '/subscriptions/5b2f6d3e-0c1a-4e57-8a64-2d9be7f10001/resourceGroups/ops/providers/Microsoft.ManagedIdentity/userAssignedIdentities/lifeboat';

export const own = identity('own');
export const assigned = identity('assigned');

function identity(name: string) {
  const kind = 'managed-identity' as const;
  return { objectId: crypto.randomUUID(), tenantId, kind, name, appId: crypto.randomUUID(), groups: [] };
}

/**
 * A machine with an identity of its own and an assigned one. MSAL settles for one kind of machine in the whole process,
 * so each kind has a test file.
 */
export async function startMachine() {
  const tenant = await createEntra({ tenantId, principals: [own, assigned] });
  const entra = await startEntra({
    entra: tenant,
    authority: await openAuthority(process.env.REHEARSAL_AUTHORITY ?? ''),
    identities: [{ principal: 'own' }, { principal: 'assigned', resourceId: assignedResourceId }],
  });
  return {
    ...entra,
    /** Each time for a resource of its own, since MSAL remembers tokens. */
    async holderOf(credential: TokenCredential): Promise<string> {
      const resource = `https://${crypto.randomUUID()}.example`;
      const token = await credential.getToken(`${resource}/.default`);
      const verdict = await tenant.verifier([resource]).verify(token?.token ?? '');
      return 'principal' in verdict ? verdict.principal.name : verdict.problem;
    },
  };
}
