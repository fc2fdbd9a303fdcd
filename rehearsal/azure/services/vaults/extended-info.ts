import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { StateKey } from '../../world/world.ts';
import { requireVault, VAULT_PATH } from './vault.ts';

const PATH = `${VAULT_PATH}/extendedInformation/vaultExtendedInfo`;

const extendedInfoBody = z.looseObject({
  properties: z.looseObject({
    integrityKey: z.string().optional(),
    encryptionKey: z.string().optional(),
    encryptionKeyThumbprint: z.string().optional(),
    algorithm: z.string().optional(),
  }),
});

interface ExtendedInfo {
  readonly etag: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** By the vault's id in lower case. */
const EXTENDED_INFO: StateKey<Map<string, ExtendedInfo>> = { name: 'vault-extended-info', make: () => new Map() };

export const extendedInfoRoutes: readonly Route[] = [
  {
    operation: 'VaultExtendedInfo_Get',
    method: 'GET',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/extendedInformation/read',
    coverage: 'supported',
    handle: get,
  },
  {
    operation: 'VaultExtendedInfo_CreateOrUpdate',
    method: 'PUT',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/extendedInformation/write',
    coverage: 'supported',
    handle: write,
  },
  {
    operation: 'VaultExtendedInfo_Update',
    method: 'PATCH',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/extendedInformation/write',
    coverage: 'supported',
    handle: write,
  },
];

function get(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const info = request.world.state(EXTENDED_INFO).get(vault.id.toLowerCase());
  if (info === undefined)
    throw new ArmError(404, 'ResourceExtendedInfoNotFound', 'The extended information is not set.');
  return { status: 200, body: extendedInfoView(vault.id, info) };
}

function write(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const { properties } = parseBody(request, extendedInfoBody);
  const known = request.method === 'PATCH' ? request.world.state(EXTENDED_INFO).get(vault.id.toLowerCase()) : undefined;
  const info = { etag: request.world.guid(), properties: { ...known?.properties, ...properties } };
  request.world.state(EXTENDED_INFO).set(vault.id.toLowerCase(), info);
  return { status: 200, body: extendedInfoView(vault.id, info) };
}

function extendedInfoView(vaultId: string, info: ExtendedInfo): Record<string, unknown> {
  return {
    name: 'vaultExtendedInfo',
    etag: info.etag,
    properties: info.properties,
    id: `${vaultId}/extendedInformation/vaultExtendedInfo`,
    type: 'Microsoft.RecoveryServices/vaults/extendedInformation',
  };
}
