import type { ArmResource } from '../../world/resources.ts';

export const computeTypes = {
  virtualMachines: 'Microsoft.Compute/virtualMachines',
  availabilitySets: 'Microsoft.Compute/availabilitySets',
  disks: 'Microsoft.Compute/disks',
  snapshots: 'Microsoft.Compute/snapshots',
  diskAccesses: 'Microsoft.Compute/diskAccesses',
  diskEncryptionSets: 'Microsoft.Compute/diskEncryptionSets',
  restorePointCollections: 'Microsoft.Compute/restorePointCollections',
  restorePoints: 'Microsoft.Compute/restorePointCollections/restorePoints',
  diskRestorePoints: 'Microsoft.Compute/restorePointCollections/restorePoints/diskRestorePoints',
} as const;

export type OsType = 'Windows' | 'Linux';

interface Reference {
  id: string;
}

export interface VirtualMachine extends ArmResource {
  location: string;
  properties: VirtualMachineProperties;
}

export interface VirtualMachineProperties {
  vmId: string;
  provisioningState: string;
  timeCreated: string;
  hardwareProfile: { vmSize: string };
  storageProfile: StorageProfile;
  networkProfile: { networkInterfaces: NetworkInterfaceReference[] };
  osProfile?: Record<string, unknown>;
  securityProfile?: SecurityProfile;
  availabilitySet?: Reference;
  userData?: string;
  [other: string]: unknown;
}

interface SecurityProfile {
  securityType?: string;
  [other: string]: unknown;
}

export interface NetworkInterfaceReference extends Reference {
  properties?: { primary?: boolean; deleteOption?: string };
}

export interface StorageProfile {
  osDisk: OsDisk;
  dataDisks: DataDisk[];
  [other: string]: unknown;
}

/** A disk as its machine sees it: managed, or a blob in a storage account (`vhd`). */
export interface MachineDisk {
  name: string;
  createOption: string;
  caching: string;
  managedDisk?: { id: string; storageAccountType: string; diskEncryptionSet?: Reference };
  vhd?: { uri: string };
  diskSizeGB: number;
  deleteOption?: string;
  writeAcceleratorEnabled?: boolean;
}

export interface OsDisk extends MachineDisk {
  osType: OsType;
}

export interface DataDisk extends MachineDisk {
  lun: number;
  toBeDetached: boolean;
}

interface CreationData {
  createOption: string;
  sourceResourceId?: string;
  sourceUniqueId?: string;
  [other: string]: unknown;
}

export interface Encryption {
  type: string;
  diskEncryptionSetId?: string;
}

/** What disks, snapshots and disk restore points have in common. */
export interface DiskData {
  timeCreated: string;
  osType?: OsType;
  hyperVGeneration?: string;
  encryption: Encryption;
  networkAccessPolicy: string;
  publicNetworkAccess: string;
  diskAccessId?: string;
  securityProfile?: SecurityProfile;
}

export interface Disk extends ArmResource {
  location: string;
  sku: { name: string; tier?: string };
  managedBy?: string;
  properties: DiskProperties;
}

interface DiskProperties extends DiskData {
  provisioningState: string;
  creationData: CreationData;
  diskSizeGB: number;
  diskSizeBytes: number;
  uniqueId: string;
  diskIOPSReadWrite: number;
  diskMBpsReadWrite: number;
  tier?: string;
  maxShares?: number;
  [other: string]: unknown;
}

export interface Snapshot extends ArmResource {
  location: string;
  sku: { name: string; tier?: string };
  properties: SnapshotProperties;
}

interface SnapshotProperties extends DiskData {
  provisioningState: string;
  creationData: CreationData;
  diskSizeGB: number;
  diskSizeBytes: number;
  uniqueId: string;
  incremental: boolean;
  incrementalSnapshotFamilyId?: string;
  [other: string]: unknown;
}

export interface RestorePointCollection extends ArmResource {
  location: string;
  properties: {
    source: { location: string; id: string };
    restorePointCollectionId: string;
    provisioningState: string;
    [other: string]: unknown;
  };
}

export interface RestorePoint extends ArmResource {
  location: string;
  properties: RestorePointProperties;
}

interface RestorePointProperties {
  excludeDisks?: Reference[];
  sourceMetadata: RestorePointSource;
  provisioningState: string;
  consistencyMode?: string;
  sourceRestorePoint?: Reference;
  timeCreated: string;
  [other: string]: unknown;
}

/** What the machine was like at the moment of the restore point. */
export interface RestorePointSource {
  vmId: string;
  location: string;
  storageProfile: { osDisk?: PointDisk; dataDisks: PointDisk[]; [other: string]: unknown };
  securityProfile?: SecurityProfile;
  [other: string]: unknown;
}

export interface PointDisk {
  name: string;
  lun?: number;
  osType?: OsType;
  diskSizeGB: number;
  caching: string;
  managedDisk: { id: string; storageAccountType: string };
  diskRestorePoint?: {
    id: string;
    encryption: { type: string; diskEncryptionSet?: Reference };
    sourceDiskRestorePoint?: Reference;
  };
}

export interface DiskRestorePoint extends ArmResource {
  location: string;
  properties: DiskRestorePointProperties;
}

interface DiskRestorePointProperties extends DiskData {
  sourceResourceId: string;
  sourceUniqueId: string;
  familyId: string;
  sourceResourceLocation?: string;
  [other: string]: unknown;
}
