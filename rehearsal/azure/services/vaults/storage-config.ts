import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { holdsBackups } from './contents.ts';
import { applyRedundancy, type RedundancyWish, requireRedundancyChangeable } from './redundancy.ts';
import { etagAt, hasCrossRegionRestore, requireVault, VAULT_PATH, type Vault } from './vault.ts';

const PATH = `${VAULT_PATH}/backupstorageconfig/vaultstorageconfig`;

const redundancyType = z.enum(['LocallyRedundant', 'GeoRedundant', 'ZoneRedundant']);

const storageConfigBody = z.looseObject({
  properties: z.looseObject({
    storageModelType: redundancyType.optional(),
    storageType: redundancyType.optional(),
    crossRegionRestoreFlag: z.boolean().optional(),
  }),
});

/** The older of the two interfaces to a vault's redundancy. */
export const storageConfigRoutes: readonly Route[] = [
  {
    operation: 'BackupResourceStorageConfigsNonCRR_Get',
    method: 'GET',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/backupstorageconfig/read',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: storageConfigView(request, requireVault(request)) }),
  },
  {
    operation: 'BackupResourceStorageConfigsNonCRR_Update',
    method: 'PUT',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/backupstorageconfig/write',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: storageConfigView(request, change(request)) }),
  },
  {
    operation: 'BackupResourceStorageConfigsNonCRR_patch',
    method: 'PATCH',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/backupstorageconfig/write',
    coverage: 'supported',
    handle: patch,
  },
];

function patch(request: ArmRequest): ArmResponse {
  change(request);
  return { status: 204 };
}

function change(request: ArmRequest): Vault {
  const vault = requireVault(request);
  const { properties } = parseBody(request, storageConfigBody);
  const wish: RedundancyWish = {
    redundancy: properties.storageModelType ?? properties.storageType,
    crossRegionRestore: properties.crossRegionRestoreFlag,
  };
  if (vault.redundancySetThroughVault) throw useVaultInterface();
  requireRedundancyChangeable(request.world, vault, wish);
  applyRedundancy(vault, wish);
  vault.etag = etagAt(request.world.clock.now());
  return vault;
}

function useVaultInterface(): ArmError {
  const message =
    'Redundancy settings for this vault cannot be modified using this API. Since the Vault API was previously used to update the redundancy settings for this vault, you must again use the Vault API to make any further changes to this property.';
  return new ArmError(400, 'BMSUserErrorRedundancySettingsUseVaultApi', message);
}

function storageConfigView(request: ArmRequest, vault: Vault): Record<string, unknown> {
  const { standardTierStorageRedundancy: redundancy } = vault.properties.redundancySettings;
  return {
    id: `${vault.id}/backupstorageconfig/vaultstorageconfig`,
    name: 'vaultstorageconfig',
    type: 'Microsoft.RecoveryServices/vaults/backupstorageconfig',
    properties: {
      storageModelType: redundancy,
      storageType: redundancy,
      storageTypeState: holdsBackups(request.world, vault) ? 'Locked' : 'Unlocked',
      crossRegionRestoreFlag: hasCrossRegionRestore(vault),
      dedupState: 'Disabled',
      xcoolState: 'Disabled',
    },
  };
}
