import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { regionNamed } from '../resources/regions.ts';
import { computeTypes, type Disk, type Encryption, type MachineDisk } from './shapes.ts';

const GIGABYTE = 1024 ** 3;

/** Premium disks come in tiers by size. */
const premiumTiers: readonly (readonly [upToGb: number, tier: string, iops: number, mbps: number])[] = [
  [4, 'P1', 120, 25],
  [8, 'P2', 120, 25],
  [16, 'P3', 120, 25],
  [32, 'P4', 120, 25],
  [64, 'P6', 240, 50],
  [128, 'P10', 500, 100],
  [256, 'P15', 1100, 125],
  [512, 'P20', 2300, 150],
  [1024, 'P30', 5000, 200],
  [2048, 'P40', 7500, 250],
  [4096, 'P50', 7500, 250],
  [8192, 'P60', 16000, 500],
  [16384, 'P70', 18000, 750],
  [32767, 'P80', 20000, 900],
];

/** Everything about a disk that follows from its size and sku. */
export function performanceOf(sizeGb: number, sku: string) {
  const size = { diskSizeGB: sizeGb, diskSizeBytes: sizeGb * GIGABYTE };
  if (!sku.startsWith('Premium_')) return { ...size, diskIOPSReadWrite: 500, diskMBpsReadWrite: 60 };
  const row = premiumTiers.find(([upTo]) => sizeGb <= upTo) ?? premiumTiers[premiumTiers.length - 1];
  const [, tier, diskIOPSReadWrite, diskMBpsReadWrite] = row ?? [0, 'P80', 20000, 900];
  return { ...size, diskIOPSReadWrite, diskMBpsReadWrite, tier };
}

export function tierOfSku(sku: string): string {
  if (sku.startsWith('Premium')) return 'Premium';
  return sku.startsWith('Ultra') ? 'Ultra' : 'Standard';
}

/** Encryption as a result shows it, by the encryption set in force. */
export function encryptionOf(world: World, encryptionSetId: string | undefined): Encryption {
  if (encryptionSetId === undefined) return { type: 'EncryptionAtRestWithPlatformKey' };
  const type = world.resources.get(encryptionSetId)?.properties.encryptionType;
  return {
    type: typeof type === 'string' ? type : 'EncryptionAtRestWithCustomerKey',
    diskEncryptionSetId: encryptionSetId,
  };
}

export function findDisk(world: World, id: string): Disk | undefined {
  const found = world.resources.get(id);
  return found?.type === computeTypes.disks ? (found as Disk) : undefined;
}

/** `createOption` that brings a disk's data from the source of this id. */
export function optionFor(sourceId: string): string {
  return /\/diskRestorePoints\/[^/]+$/i.test(sourceId) ? 'Restore' : 'Copy';
}

/** Parts of an id upper-cased, as Compute does in some of its answers. */
export function withUpperCaseGroup(id: string): string {
  return id.replace(/(\/resourceGroups\/)([^/]+)/i, (_, start: string, name: string) => start + name.toUpperCase());
}

export function withUpperCaseName(id: string): string {
  const upper = withUpperCaseGroup(id);
  return upper.slice(0, -nameOf(id).length) + nameOf(id).toUpperCase();
}

export function plainLocation(location: string): string {
  return regionNamed(location)?.name ?? location.replaceAll(' ', '').toLowerCase();
}

/** A managed disk as its machine tells of it. */
export function diskReference({ id, sku, properties: { encryption } }: Disk): NonNullable<MachineDisk['managedDisk']> {
  const { diskEncryptionSetId } = encryption;
  return {
    id,
    storageAccountType: sku.name,
    ...(diskEncryptionSetId !== undefined && { diskEncryptionSet: { id: diskEncryptionSetId } }),
  };
}
