import { z } from 'zod';

const kind = z.enum(['Storage', 'StorageV2', 'BlobStorage', 'FileStorage', 'BlockBlobStorage']);
const skus = [
  'Standard_LRS',
  'Standard_GRS',
  'Standard_RAGRS',
  'Standard_ZRS',
  'Standard_GZRS',
  'Standard_RAGZRS',
  'Premium_LRS',
  'Premium_ZRS',
] as const;
const sku = z.object({ name: z.enum(skus) });
const tags = z.record(z.string(), z.string());

const networkRules = z.object({
  bypass: z.string().optional(),
  defaultAction: z.enum(['Allow', 'Deny']).default('Allow'),
  virtualNetworkRules: z.array(z.object({ id: z.string(), action: z.literal('Allow').optional() })).default([]),
  ipRules: z.array(z.object({ value: z.string(), action: z.literal('Allow').optional() })).default([]),
});

/** The properties that a caller may set and that Azure gives back as they are; the rest is left out. */
const settings = z.object({
  accessTier: z.enum(['Hot', 'Cool', 'Premium', 'Cold']).optional(),
  allowBlobPublicAccess: z.boolean().optional(),
  allowSharedKeyAccess: z.boolean().optional(),
  allowCrossTenantReplication: z.boolean().optional(),
  defaultToOAuthAuthentication: z.boolean().optional(),
  minimumTlsVersion: z.enum(['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3']).optional(),
  publicNetworkAccess: z.enum(['Enabled', 'Disabled', 'SecuredByPerimeter']).optional(),
  supportsHttpsTrafficOnly: z.boolean().optional(),
  isHnsEnabled: z.boolean().optional(),
  networkAcls: networkRules.optional(),
});

export const creation = z.object({
  location: z.string().min(1),
  sku,
  kind,
  tags: tags.optional(),
  properties: settings.optional(),
});

export const update = z.object({
  sku: sku.optional(),
  kind: kind.optional(),
  tags: tags.optional(),
  properties: settings.optional(),
});

export const nameQuestion = z.object({ name: z.string(), type: z.literal('Microsoft.Storage/storageAccounts') });
