import type { ArmRequest } from '../../../wire/route.ts';
import { findDisk } from '../../compute/disk-data.ts';
import { computeTypes } from '../../compute/shapes.ts';
import { nameOf } from '../../resources/ids.ts';
import { regionNamed } from '../../resources/regions.ts';
import { badInput } from '../errors.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import type { ItemDisk } from './item.ts';

interface Placement {
  readonly recoveryAvailabilitySetId?: string | null | undefined;
  readonly recoveryAvailabilityZone?: string | null | undefined;
}

/** What the machine will stand in when it fails over has to be there, in the region that it fails over to. */
export function requirePlacement(request: ArmRequest, wanted: Placement, recoveryContainerId: string): void {
  const region = fabricOf(request.world, recoveryContainerId)?.state.region ?? '';
  const { recoveryAvailabilitySetId: setId, recoveryAvailabilityZone: zone } = wanted;
  if (setId && zone) {
    throw badInput(
      request,
      'AvailabilitySetAndZone',
      'A virtual machine is in an availability set or in an availability zone, not in both.',
      'Name the one or the other.',
    );
  }
  if (setId) requireThere(request, setId, computeTypes.availabilitySets, region);
  if (zone && !regionNamed(region)?.zones) {
    throw badInput(
      request,
      'AvailabilityZoneNotSupported',
      `The region '${region}' has no availability zones.`,
      'Leave the availability zone out.',
    );
  }
}

/** Disks with keys of the customer are replicated with a set of keys in the recovery region, and the others with none. */
export function requireKeys(request: ArmRequest, disks: readonly ItemDisk[], recoveryContainerId: string): void {
  const region = fabricOf(request.world, recoveryContainerId)?.state.region ?? '';
  for (const disk of disks) {
    if (disk.encryptionSetId) requireThere(request, disk.encryptionSetId, computeTypes.diskEncryptionSets, region);
    else if (findDisk(request.world, disk.id)?.properties.encryption.diskEncryptionSetId !== undefined) {
      throw badInput(
        request,
        'DiskEncryptionSetNotProvided',
        `The disk '${disk.name}' is encrypted with keys of the customer, and no disk encryption set is named for it.`,
        'Name a disk encryption set in the recovery region.',
      );
    }
  }
}

function requireThere(request: ArmRequest, id: string, type: string, region: string): void {
  const found = request.world.resources.get(id);
  if (found?.type.toLowerCase() === type.toLowerCase() && found.location === region) return;
  throw badInput(
    request,
    'RecoveryResourceNotFound',
    `'${nameOf(id)}' is not in '${region}', the region that the virtual machine fails over to.`,
    'Name one that exists there.',
  );
}
