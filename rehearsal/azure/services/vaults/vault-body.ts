import { z } from 'zod';

const redundancySettings = z.looseObject({
  standardTierStorageRedundancy: z.enum(['LocallyRedundant', 'GeoRedundant', 'ZoneRedundant']).optional(),
  crossRegionRestore: z.enum(['Enabled', 'Disabled']).optional(),
});

const softDeleteSettings = z.looseObject({
  softDeleteState: z.enum(['Enabled', 'Disabled', 'AlwaysON']).optional(),
  softDeleteRetentionPeriodInDays: z.int().min(0).max(180).optional(),
  enhancedSecurityState: z.enum(['Enabled', 'Disabled']).optional(),
});

const properties = z.looseObject({
  publicNetworkAccess: z.enum(['Enabled', 'Disabled']).optional(),
  monitoringSettings: z.record(z.string(), z.unknown()).optional(),
  redundancySettings: redundancySettings.optional(),
  securitySettings: z
    .looseObject({
      softDeleteSettings: softDeleteSettings.optional(),
      immutabilitySettings: z.looseObject({ state: z.string() }).nullish(),
    })
    .optional(),
  restoreSettings: z
    .looseObject({
      crossSubscriptionRestoreSettings: z.looseObject({ crossSubscriptionRestoreState: z.string() }),
    })
    .optional(),
});

const identity = z.looseObject({
  type: z.string(),
  userAssignedIdentities: z.record(z.string(), z.unknown()).optional(),
});

const tags = z.record(z.string(), z.string());

export const patchVaultBody = z.looseObject({
  tags: tags.optional(),
  identity: identity.optional(),
  properties: properties.optional(),
});

export const vaultBody = patchVaultBody.extend({
  location: z.string().min(1),
  sku: z.looseObject({ name: z.enum(['RS0', 'Standard']) }).optional(),
});

export type VaultChange = z.output<typeof patchVaultBody>;
