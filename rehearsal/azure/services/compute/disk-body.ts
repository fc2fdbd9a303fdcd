import { z } from 'zod';
import { tagsSchema } from './machine-body.ts';

const encryption = z.object({
  type: z.string().optional(),
  diskEncryptionSetId: z.string().optional(),
});

const creationData = z.object({
  createOption: z.string(),
  sourceResourceId: z.string().optional(),
  sourceUri: z.string().optional(),
  storageAccountId: z.string().optional(),
  uploadSizeBytes: z.int().positive().optional(),
  imageReference: z.looseObject({}).optional(),
  galleryImageReference: z.looseObject({}).optional(),
  logicalSectorSize: z.int().optional(),
  performancePlus: z.boolean().optional(),
  provisionedBandwidthCopySpeed: z.enum(['None', 'Enhanced']).optional(),
});

const data = {
  osType: z.enum(['Windows', 'Linux']).optional(),
  hyperVGeneration: z.enum(['V1', 'V2']).optional(),
  diskSizeGB: z.int().positive().max(65_535).optional(),
  encryption: encryption.optional(),
  networkAccessPolicy: z.enum(['AllowAll', 'AllowPrivate', 'DenyAll']).optional(),
  publicNetworkAccess: z.enum(['Enabled', 'Disabled']).optional(),
  diskAccessId: z.string().optional(),
  securityProfile: z.looseObject({ securityType: z.string().optional() }).optional(),
};

const ofDisks = {
  ...data,
  tier: z.string().optional(),
  maxShares: z.int().positive().optional(),
  diskIOPSReadWrite: z.int().positive().optional(),
  diskMBpsReadWrite: z.int().positive().optional(),
};

const sku = z.object({ name: z.string().min(1) });

export const diskBody = z.object({
  location: z.string().min(1),
  tags: tagsSchema.optional(),
  sku: sku.optional(),
  zones: z.array(z.string()).optional(),
  properties: z.object({ ...ofDisks, creationData }),
});

export const diskPatch = z.object({
  tags: tagsSchema.optional(),
  sku: sku.optional(),
  properties: z.object(ofDisks).optional(),
});

export const snapshotBody = z.object({
  location: z.string().min(1),
  tags: tagsSchema.optional(),
  sku: sku.optional(),
  properties: z.object({ ...data, incremental: z.boolean().optional(), creationData }),
});

export const snapshotPatch = z.object({
  tags: tagsSchema.optional(),
  sku: sku.optional(),
  properties: z.object(data).optional(),
});

export const accessBody = z.object({
  access: z.enum(['None', 'Read', 'Write']),
  durationInSeconds: z.int().positive().max(4_294_967_295),
  getSecureVMGuestStateSAS: z.boolean().optional(),
  fileFormat: z.enum(['VHD', 'VHDX']).optional(),
});

export type DiskBody = z.output<typeof diskBody>;
export type DiskPatch = z.output<typeof diskPatch>;
export type SnapshotBody = z.output<typeof snapshotBody>;
export type SnapshotPatch = z.output<typeof snapshotPatch>;
export type DataBody = NonNullable<SnapshotPatch['properties']>;
