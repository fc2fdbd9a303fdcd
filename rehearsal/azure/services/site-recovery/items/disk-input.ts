import { z } from 'zod';
import type { ArmRequest } from '../../../wire/route.ts';
import { disksOf } from '../../compute/provision.ts';
import type { Disk, VirtualMachine } from '../../compute/shapes.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { storageAccountType } from '../../storage/provision.ts';
import { badInput } from '../errors.ts';
import type { ItemDisk } from './item.ts';

export const managedDiskInput = z.object({
  diskId: z.string().min(1),
  primaryStagingAzureStorageAccountId: z.string().min(1),
  recoveryResourceGroupId: z.string().min(1),
  recoveryReplicaDiskAccountType: z.string().nullish(),
  recoveryTargetDiskAccountType: z.string().nullish(),
  recoveryDiskEncryptionSetId: z.string().nullish(),
});

export const blobDiskInput = z.object({
  diskUri: z.string().min(1),
  recoveryAzureStorageAccountId: z.string().min(1),
  primaryStagingAzureStorageAccountId: z.string().min(1),
});

type ManagedDiskInput = z.output<typeof managedDiskInput>;
type BlobDiskInput = z.output<typeof blobDiskInput>;

interface DiskInputs {
  readonly vmManagedDisks?: readonly ManagedDiskInput[] | null | undefined;
  readonly vmDisks?: readonly BlobDiskInput[] | null | undefined;
}

/** The disks to replicate, each found on the machine and given a cache account in the source region. */
export function itemDisksOf(
  request: ArmRequest,
  machine: VirtualMachine,
  inputs: DiskInputs,
  groupId: string,
): ItemDisk[] {
  const managed = (inputs.vmManagedDisks ?? []).map((input) => managedItemDisk(request, machine, input));
  const blobs = (inputs.vmDisks ?? []).map((input) => blobItemDisk(request, machine, input, groupId));
  return [...managed, ...blobs];
}

function managedItemDisk(request: ArmRequest, machine: VirtualMachine, input: ManagedDiskInput): ItemDisk {
  const disk = disksOf(request.world, machine.id).find(({ id }) => sameId(id, input.diskId));
  if (disk === undefined) throw invalidDisk(request, machine, input.diskId);
  requireCacheIn(request, input.primaryStagingAzureStorageAccountId, machine.location);
  requireGroup(request, input.recoveryResourceGroupId);
  return {
    id: disk.id,
    name: disk.name,
    bytes: disk.properties.diskSizeBytes,
    role: roleOf(machine, disk),
    cacheAccountId: input.primaryStagingAzureStorageAccountId,
    groupId: input.recoveryResourceGroupId,
    recoveryAccountId: undefined,
    replicaSku: input.recoveryReplicaDiskAccountType ?? disk.sku.name,
    targetSku: input.recoveryTargetDiskAccountType ?? disk.sku.name,
    encryptionSetId: input.recoveryDiskEncryptionSetId ?? undefined,
    originalId: undefined,
    failoverName: undefined,
    testName: undefined,
    readyAt: undefined,
  };
}

function roleOf(machine: VirtualMachine, disk: Disk): ItemDisk['role'] {
  return sameId(machine.properties.storageProfile.osDisk.managedDisk?.id, disk.id) ? 'OperatingSystem' : 'Data';
}

const GIGABYTE = 1024 ** 3;

function blobItemDisk(request: ArmRequest, machine: VirtualMachine, input: BlobDiskInput, groupId: string): ItemDisk {
  const { osDisk, dataDisks } = machine.properties.storageProfile;
  const disk = [osDisk, ...dataDisks].find(({ vhd }) => vhd?.uri.toLowerCase() === input.diskUri.toLowerCase());
  if (disk === undefined) throw invalidDisk(request, machine, input.diskUri);
  requireCacheIn(request, input.primaryStagingAzureStorageAccountId, machine.location);
  return {
    id: input.diskUri,
    name: disk.name,
    bytes: disk.diskSizeGB * GIGABYTE,
    role: disk === osDisk ? 'OperatingSystem' : 'Data',
    cacheAccountId: input.primaryStagingAzureStorageAccountId,
    groupId,
    recoveryAccountId: input.recoveryAzureStorageAccountId,
    replicaSku: 'Standard_LRS',
    targetSku: 'Standard_LRS',
    encryptionSetId: undefined,
    originalId: undefined,
    failoverName: undefined,
    testName: undefined,
    readyAt: undefined,
  };
}

function invalidDisk(request: ArmRequest, machine: VirtualMachine, id: string): Error {
  return badInput(
    request,
    'InvalidDiskIds',
    `The disk '${nameOf(id)}' is not attached to the virtual machine '${machine.name}'.`,
    'Name disks that are attached to the virtual machine.',
  );
}

function requireCacheIn(request: ArmRequest, accountId: string, region: string): void {
  const account = request.world.resources.get(accountId);
  if (account?.type !== storageAccountType) {
    throw badInput(
      request,
      'HvrStorageAccountNotFound',
      `The cache storage account '${accountId}' was not found.`,
      'Name a storage account that exists.',
    );
  }
  if (account.location === region) return;
  throw badInput(
    request,
    'CacheStorageAccountLocationMismatch',
    `The cache storage account '${account.name}' is in '${account.location}', the virtual machine in '${region}'.`,
    'Name a cache storage account in the region of the virtual machine.',
  );
}

export function requireGroup(request: ArmRequest, groupId: string): void {
  if (request.world.resources.get(groupId)?.type.toLowerCase() === 'microsoft.resources/resourcegroups') return;
  throw badInput(
    request,
    'RecoveryResourceGroupNotFound',
    `The resource group '${groupId}' was not found.`,
    'Name a resource group that exists.',
  );
}
