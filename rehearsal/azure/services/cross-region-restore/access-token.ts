import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { StateKey, World } from '../../world/world.ts';
import { invalidInput } from '../backup/errors.ts';
import type { ProtectedItem } from '../backup/item.ts';
import { ITEM_ACTION, POINT_PATH } from '../backup/names.ts';
import { numberFor } from '../backup/numbers.ts';
import type { RecoveryPoint } from '../backup/recovery-points.ts';
import { americanTime } from '../backup/times.ts';
import { groupNameOf, subscriptionOf } from '../resources/ids.ts';
import type { Vault } from '../vaults/vault.ts';
import { aadPropertiesOf } from './aad-properties.ts';
import { requireSecondaryPoint } from './points.ts';
import { asksSecondary, requireSecondaryItem, secondaryRegionIn } from './secondary.ts';

const LIFE_SECONDS = 86_700;

const aadBody = z.looseObject({
  properties: z.looseObject({
    tenantId: z.string(),
    audience: z.string(),
    servicePrincipalObjectId: z.string(),
  }),
});

/** What a token stands for. */
interface IssuedToken {
  readonly vaultId: string;
  readonly itemId: string;
  readonly pointId: string;
  readonly expiresAt: number;
  /** As it was given out: it must come back word for word. */
  readonly details: Readonly<Record<string, unknown>>;
}

const TOKENS: StateKey<Map<string, IssuedToken>> = { name: 'cross-region-restore-tokens', make: () => new Map() };

export const accessTokenRoutes: readonly Route[] = [
  {
    operation: 'RecoveryPoints_GetAccessToken',
    method: 'POST',
    path: `${POINT_PATH}/accessToken`,
    action: `${ITEM_ACTION}/recoveryPoints/accessToken/action`,
    versions: asksSecondary,
    region: secondaryRegionIn,
    coverage: 'partial',
    note: "The token means nothing but to the rehearsal; the addresses of Azure's stamps in it are made up.",
    handle: giveToken,
  },
];

function giveToken(request: ArmRequest): ArmResponse {
  const { vault, item } = requireSecondaryItem(request);
  const point = requireSecondaryPoint(request, item);
  const { properties } = parseBody(request, aadBody);
  const expected = aadPropertiesOf(request.world, secondaryRegionIn(request) ?? '');
  for (const key of ['tenantId', 'audience', 'servicePrincipalObjectId'] as const) {
    if (properties[key] !== expected[key]) throw invalidInput(`The ${key} is not that of the secondary region.`);
  }
  return { status: 200, body: { properties: issue(request.world, vault, item, point) } };
}

function issue(world: World, vault: Vault, item: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  const accessTokenString = makeToken(world, item, point);
  const details = detailsOf(vault, item, point, accessTokenString);
  const expiresAt = world.clock.now() + LIFE_SECONDS * 1000;
  const token = { vaultId: vault.id, itemId: item.id, pointId: point.id, expiresAt, details };
  world.state(TOKENS).set(accessTokenString, token);
  return details;
}

/** Three parts like a JSON Web Token's, which clients must not read. */
function makeToken(world: World, item: ProtectedItem, point: RecoveryPoint): string {
  const issuedAt = Math.floor(world.clock.now() / 1000);
  const claims = { iat: issuedAt, exp: issuedAt + LIFE_SECONDS, sub: item.name, point: point.id };
  const body = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${body}.${createHmac('sha256', world.guid()).update(body).digest('base64url')}`;
}

function detailsOf(vault: Vault, item: ProtectedItem, point: RecoveryPoint, token: string): Record<string, unknown> {
  const { containerName, friendlyName, protectedItemDataId } = item.properties;
  const stamp = (kind: string) => `https://pod01-${kind}.${vault.location}.backup.windowsazure.com`;
  return {
    objectType: 'CrrAccessToken',
    accessTokenString: token,
    subscriptionId: subscriptionOf(vault.id),
    resourceGroupName: groupNameOf(vault.id),
    resourceName: vault.name,
    resourceId: numberFor(vault.id),
    protectionContainerId: Number(numberFor(containerName).slice(0, 7)),
    recoveryPointId: point.id,
    recoveryPointTime: americanTime(point.at),
    containerName,
    containerType: 'IaasVMContainer',
    backupManagementType: 'AzureIaasVM',
    datasourceType: 'VM',
    datasourceName: friendlyName,
    datasourceId: protectedItemDataId,
    datasourceContainerName: containerName,
    coordinatorServiceStampUri: stamp('coord1'),
    protectionServiceStampId: numberFor(vault.location),
    protectionServiceStampUri: stamp('prot1-int'),
    tokenExtendedInformation: `<RecoveryPointMetadata><OsType>${item.machine.osType}</OsType></RecoveryPointMetadata>`,
    rpTierInformation: { InstantRP: 'Valid', HardenedRP: 'Valid' },
    rpOriginalSAOption: false,
    rpIsManagedVirtualMachine: true,
    rpVMSizeDescription: item.machine.size,
    bMSActiveRegion: vault.location,
  };
}

/** The token that comes with a restore, if it is one of ours, unchanged and not too old. */
export function requireToken(world: World, sent: Readonly<Record<string, unknown>>): IssuedToken {
  const token = world.state(TOKENS).get(String(sent.accessTokenString));
  if (token === undefined) throw refused('The access token was not issued here.');
  if (token.expiresAt <= world.clock.now()) throw refused('The access token has expired. Get another one.');
  for (const [name, value] of Object.entries(token.details)) {
    if (JSON.stringify(sent[name]) !== JSON.stringify(value)) throw refused(`The access details differ in ${name}.`);
  }
  return token;
}

function refused(reason: string): ArmError {
  return new ArmError(400, 'BMSUserErrorInvalidCrrAccessToken', reason);
}
