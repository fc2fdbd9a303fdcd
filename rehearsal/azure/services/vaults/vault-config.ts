import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, Route } from '../../wire/route.ts';
import { etagAt, requireVault, VAULT_PATH, type Vault } from './vault.ts';

const PATH = `${VAULT_PATH}/backupconfig/vaultconfig`;

const vaultConfigBody = z.looseObject({
  properties: z.looseObject({
    enhancedSecurityState: z.enum(['Enabled', 'Disabled']).optional(),
    softDeleteFeatureState: z.enum(['Enabled', 'Disabled', 'AlwaysON']).optional(),
    softDeleteRetentionPeriodInDays: z.int().min(14).max(180).optional(),
  }),
});

/** Soft delete, the encryption and the resource guard: what every client of Azure Backup reads before it changes much. */
export const vaultConfigRoutes: readonly Route[] = [
  {
    operation: 'BackupResourceVaultConfigs_Get',
    method: 'GET',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/backupconfig/read',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: vaultConfigView(requireVault(request)) }),
  },
  {
    operation: 'BackupResourceVaultConfigs_Update',
    method: 'PATCH',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/backupconfig/write',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: vaultConfigView(change(request)) }),
  },
  {
    operation: 'BackupResourceVaultConfigs_Put',
    method: 'PUT',
    path: PATH,
    action: 'Microsoft.RecoveryServices/vaults/backupconfig/write',
    coverage: 'supported',
    handle: (request) => ({ status: 200, body: vaultConfigView(change(request)) }),
  },
  {
    operation: 'BackupResourceEncryptionConfigs_Get',
    method: 'GET',
    path: `${VAULT_PATH}/backupEncryptionConfigs/backupResourceEncryptionConfig`,
    action: 'Microsoft.RecoveryServices/vaults/backupEncryptionConfigs/read',
    coverage: 'partial',
    note: 'Vaults are encrypted with keys of the platform; keys of the customer are not played here.',
    handle: (request) => ({ status: 200, body: encryptionConfigView(requireVault(request)) }),
  },
  {
    operation: 'ResourceGuardProxies_Get',
    method: 'GET',
    path: `${VAULT_PATH}/backupResourceGuardProxies`,
    action: 'Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/read',
    coverage: 'partial',
    note: 'The list is empty: no resource guards are played.',
    handle: (request) => {
      requireVault(request);
      return { status: 200, body: { value: [] } };
    },
  },
];

function change(request: ArmRequest): Vault {
  const vault = requireVault(request);
  const { properties } = parseBody(request, vaultConfigBody);
  const settings = vault.properties.securitySettings.softDeleteSettings;
  const state = properties.softDeleteFeatureState ?? settings.softDeleteState;
  if (settings.softDeleteState === 'AlwaysON' && state !== 'AlwaysON') throw alwaysOn();
  settings.softDeleteState = state;
  settings.enhancedSecurityState = properties.enhancedSecurityState ?? settings.enhancedSecurityState;
  settings.softDeleteRetentionPeriodInDays =
    properties.softDeleteRetentionPeriodInDays ?? settings.softDeleteRetentionPeriodInDays;
  vault.etag = etagAt(request.world.clock.now());
  return vault;
}

function alwaysOn(): ArmError {
  const message = 'Soft delete of this vault is set to always on and cannot be changed.';
  return new ArmError(400, 'BMSUserErrorDisablingSoftDeleteStateNotAllowed', message);
}

function vaultConfigView(vault: Vault): Record<string, unknown> {
  const settings = vault.properties.securitySettings.softDeleteSettings;
  return {
    id: `${vault.id}/backupconfig/vaultconfig`,
    name: 'vaultconfig',
    type: 'Microsoft.RecoveryServices/vaults/backupconfig',
    properties: {
      enhancedSecurityState: settings.enhancedSecurityState,
      softDeleteFeatureState: settings.softDeleteState,
      softDeleteRetentionPeriodInDays: settings.softDeleteRetentionPeriodInDays,
      isSoftDeleteFeatureStateEditable: settings.softDeleteState !== 'AlwaysON',
    },
  };
}

function encryptionConfigView(vault: Vault): Record<string, unknown> {
  return {
    id: `${vault.id}/backupEncryptionConfigs/backupResourceEncryptionConfig`,
    name: 'backupResourceEncryptionConfig',
    type: 'Microsoft.RecoveryServices/vaults/backupEncryptionConfigs',
    properties: {
      useSystemAssignedIdentity: true,
      encryptionAtRestType: 'MicrosoftManaged',
      lastUpdateStatus: 'NotEnabled',
      infrastructureEncryptionState: 'Disabled',
    },
  };
}
