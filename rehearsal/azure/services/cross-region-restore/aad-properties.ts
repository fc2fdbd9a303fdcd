import type { Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { fractionFor } from '../backup/numbers.ts';
import { regionNamed } from '../resources/regions.ts';

export const LOCATION_PATH =
  '/subscriptions/{subscriptionId}/providers/Microsoft.RecoveryServices/locations/{azureRegion}';
export const LOCATION_ACTION = 'Microsoft.RecoveryServices/locations';

interface AadProperties {
  readonly tenantId: string;
  readonly audience: string;
  readonly servicePrincipalObjectId: string;
}

/** Who the service is in a region: what an access token is made out for. */
export function aadPropertiesOf(world: World, region: string): AadProperties {
  const name = regionNamed(region)?.name ?? region.toLowerCase();
  return {
    tenantId: world.tenantId,
    audience: `https://RecoveryServices/IaasCoord/aadmgmt/${name}`,
    servicePrincipalObjectId: guidFor(`service principal of ${name}`),
  };
}

export const aadPropertiesRoutes: readonly Route[] = [
  {
    operation: 'AadProperties_Get',
    method: 'GET',
    path: `${LOCATION_PATH}/backupAadProperties`,
    action: `${LOCATION_ACTION}/backupAadProperties/read`,
    coverage: 'supported',
    handle: ({ world, params }) => ({
      status: 200,
      body: { properties: aadPropertiesOf(world, `${params.azureRegion}`) },
    }),
  },
];

function guidFor(text: string): string {
  const hex = [1, 2, 3, 4]
    .map((part) => Math.floor(fractionFor(`${text} ${part}`) * 2 ** 32))
    .map((number) => number.toString(16).padStart(8, '0'))
    .join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
