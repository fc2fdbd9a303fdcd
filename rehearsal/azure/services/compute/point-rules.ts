import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { copiesInRegion } from './point-copies.ts';
import { type Consistency, diskPointsOf, isCopyOfCollection, pointsOfMachine } from './points.ts';
import { disksOf } from './provision-machines.ts';
import { invalidParameter, notAllowed } from './refusals.ts';
import type { RestorePoint, RestorePointCollection, VirtualMachine } from './shapes.ts';
import { hasOpenAccess } from './state.ts';
import { millisecondsOf } from './times.ts';

const MOST_POINTS = 500;

/** Refuses a restore point that Azure would not begin on this machine. */
export function refusePointOf(world: World, machine: VirtualMachine, mode: Consistency | undefined): void {
  const { osDisk, dataDisks } = machine.properties.storageProfile;
  if ([osDisk, ...dataDisks].some(({ vhd }) => vhd !== undefined)) {
    throw notAllowed(`Restore points are not supported for VM '${machine.name}' since it has unmanaged disks.`);
  }
  const points = pointsOfMachine(world, machine.id);
  if (points.some(({ properties }) => properties.provisioningState === 'Creating')) {
    throw new ArmError(
      409,
      'Conflict',
      `Another restore point of VM '${machine.name}' is being created. Please retry after it is complete.`,
    );
  }
  if (points.length >= MOST_POINTS) {
    throw notAllowed(
      `The number of restore points across restore point collections and resource groups for a VM cannot exceed ${MOST_POINTS}. To create a new restore point, please delete existing restore points.`,
    );
  }
  if (mode === 'CrashConsistent') refuseCrashConsistent(world, machine);
}

function refuseCrashConsistent(world: World, machine: VirtualMachine): void {
  const { osDisk, dataDisks } = machine.properties.storageProfile;
  const unfit =
    disksOf(world, machine.id).find(
      ({ sku, properties }) => /^(UltraSSD|PremiumV2)_/.test(sku.name) || (properties.maxShares ?? 1) > 1,
    ) ?? [osDisk, ...dataDisks].find(({ writeAcceleratorEnabled }) => writeAcceleratorEnabled);
  if (unfit === undefined) return;
  throw notAllowed(
    `Crash consistent restore points are not supported for VM '${machine.name}' since disk '${unfit.name}' is an Ultra disk, a Premium SSD v2 disk, a shared disk or a write accelerated disk.`,
  );
}

/** Refuses a copy that Azure would not begin. What it says of each reason is not known from real traffic. */
export function refuseCopyOf(world: World, collection: RestorePointCollection, source: RestorePoint): void {
  const name = `Restore point '${source.name}'`;
  if (
    !isCopyOfCollection(collection) ||
    !source.id.toLowerCase().startsWith(`${collection.properties.source.id.toLowerCase()}/`)
  ) {
    throw invalidParameter(
      'sourceRestorePoint.id',
      `${name} is not in the source of restore point collection '${collection.name}'.`,
    );
  }
  if (source.properties.sourceRestorePoint !== undefined)
    throw notAllowed(`${name} is a copy of another one: copies cannot be copied.`);
  if (source.properties.provisioningState !== 'Succeeded')
    throw notAllowed(
      `${name} cannot be copied since its provisioning state is '${source.properties.provisioningState}'.`,
    );
  if (source.properties.sourceMetadata.securityProfile?.securityType === 'ConfidentialVM') {
    throw notAllowed(`${name} cannot be copied: cross-region copy is not supported for confidential VMs.`);
  }
  if (diskPointsOf(world, source.id).some(({ properties }) => properties.networkAccessPolicy === 'AllowPrivate')) {
    throw notAllowed(`${name} cannot be copied: cross-region copy is not supported for disks with private links.`);
  }
  refuseByEarlierCopies(world, collection, source);
}

function refuseByEarlierCopies(world: World, { location }: RestorePointCollection, source: RestorePoint): void {
  const name = `Restore point '${source.name}'`;
  const copies = copiesInRegion(world, location, source);
  if (copies.some(({ properties }) => sameId(properties.sourceRestorePoint?.id, source.id))) {
    throw notAllowed(
      `${name} has been copied to location '${location}' before: a restore point can be copied to a location only once.`,
    );
  }
  const taken = millisecondsOf(source.properties.timeCreated);
  if (copies.some(({ properties }) => millisecondsOf(properties.timeCreated) > taken)) {
    throw notAllowed(
      `${name} cannot be copied to location '${location}' since a restore point that was created after it has been copied there: restore points have to be copied in sequence.`,
    );
  }
}

/** As long as somebody may read a disk's data through shared access, they stay. */
export function refuseOpenAccess(world: World, point: RestorePoint): void {
  const open = diskPointsOf(world, point.id).find(({ id }) => hasOpenAccess(world, id));
  if (open === undefined) return;
  const message = `There is an active shared access signature outstanding for disk restore point ${open.id}. Call EndGetAccess before deleting the restore point.`;
  throw new ArmError(409, 'DiskRestorePointUsedByCustomer', message);
}
