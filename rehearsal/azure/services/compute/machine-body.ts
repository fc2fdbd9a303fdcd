import { z } from 'zod';

const reference = z.object({ id: z.string().min(1) });
const blob = z.object({ uri: z.string().min(1) });

export const tagsSchema = z.record(z.string(), z.string());

const managedDisk = z.object({
  id: z.string().optional(),
  storageAccountType: z.string().optional(),
  diskEncryptionSet: reference.optional(),
  securityProfile: z.looseObject({}).optional(),
});

const machineDisk = z.object({
  name: z.string().optional(),
  createOption: z.string(),
  caching: z.enum(['None', 'ReadOnly', 'ReadWrite']).optional(),
  diskSizeGB: z.int().positive().max(65_535).optional(),
  managedDisk: managedDisk.optional(),
  vhd: blob.optional(),
  deleteOption: z.enum(['Delete', 'Detach']).optional(),
  writeAcceleratorEnabled: z.boolean().optional(),
});

const osDisk = machineDisk.extend({ osType: z.enum(['Windows', 'Linux']).optional() });

const dataDisk = machineDisk.extend({
  lun: z.int().min(0).max(63),
  toBeDetached: z.boolean().optional(),
  sourceResource: reference.optional(),
});

const storageProfile = z.object({
  imageReference: z.looseObject({}).optional(),
  osDisk: osDisk.optional(),
  dataDisks: z.array(dataDisk).optional(),
  diskControllerType: z.string().optional(),
});

const networkInterface = reference.extend({
  properties: z
    .object({ primary: z.boolean().optional(), deleteOption: z.enum(['Delete', 'Detach']).optional() })
    .optional(),
});

const properties = z.object({
  hardwareProfile: z.looseObject({ vmSize: z.string().min(1) }).optional(),
  storageProfile: storageProfile.optional(),
  networkProfile: z.object({ networkInterfaces: z.array(networkInterface).optional() }).optional(),
  osProfile: z.looseObject({ computerName: z.string().optional() }).optional(),
  securityProfile: z.looseObject({ securityType: z.string().optional() }).optional(),
  availabilitySet: reference.optional(),
  proximityPlacementGroup: reference.optional(),
  diagnosticsProfile: z.looseObject({}).optional(),
  additionalCapabilities: z.looseObject({}).optional(),
  licenseType: z.string().optional(),
  priority: z.string().optional(),
  evictionPolicy: z.string().optional(),
  userData: z.string().optional(),
});

const common = {
  tags: tagsSchema.optional(),
  identity: z.looseObject({ type: z.string().optional() }).optional(),
  plan: z.looseObject({}).optional(),
  zones: z.array(z.string()).optional(),
};

export const machineBody = z.object({ ...common, location: z.string().min(1), properties: properties.prefault({}) });
export const machinePatch = z.object({ ...common, properties: properties.optional() });

export type MachineBody = z.output<typeof machineBody>;
export type MachinePatch = z.output<typeof machinePatch>;
export type OsDiskBody = z.output<typeof osDisk>;
export type DataDiskBody = z.output<typeof dataDisk>;
export type NetworkInterfaceBody = z.output<typeof networkInterface>;
