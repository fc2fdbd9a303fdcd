import type { StartedWorld } from './start-world.ts';
import type { ScenarioPrincipal } from './world/scenario.ts';

/** What somebody must know to use the rehearsal that has just started. */
export function welcome({ azure, entra, scenario, secret, certificateFile }: StartedWorld): string {
  const [subscription] = scenario.subscriptions;
  const app = scenario.principals.find(({ appId }) => appId !== undefined);
  return `Rehearsal Azure plays '${scenario.name}' at ${azure.url}, Entra at ${entra.url}

  NODE_EXTRA_CA_CERTS=${certificateFile}
  AZURE_AUTHORITY_HOST=${entra.url}
  AZURE_TENANT_ID=${scenario.tenantId}
  AZURE_SUBSCRIPTION_ID=${subscription?.id}
  AZURE_CLIENT_SECRET=${secret}
  AZURE_CLIENT_ID=one of the apps below
  IDENTITY_ENDPOINT=${entra.identityEndpoint}
  IDENTITY_HEADER=${entra.identitySecret}

${scenario.principals.map(principalLine).join('\n')}

A token:
  curl --cacert ${certificateFile} ${entra.url}/${scenario.tenantId}/oauth2/v2.0/token \\
    -d grant_type=client_credentials -d scope=https://management.azure.com/.default \\
    -d client_id=${app?.appId} -d client_secret=${secret}
The side door:
  curl --cacert ${certificateFile} ${azure.url}/_rehearsal/health
`;
}

function principalLine({ name, kind, appId, objectId, roles }: ScenarioPrincipal): string {
  const held = roles.map(({ role }) => role).join(', ') || 'no role';
  return `  ${name.padEnd(12)} ${kind.padEnd(5)} ${appId ?? objectId}  ${held}`;
}
