/** What scenarios and other services put into a world, or read of it, without the wire. */
export { requireCapacity, restrictSku, setQuota } from './capacity.ts';
export {
  createAvailabilitySet,
  createDisk,
  createDiskAccess,
  createDiskEncryptionSet,
  deleteDisk,
  isSound,
} from './provision-disks.ts';
export {
  attachDisk,
  createVirtualMachine,
  deleteVirtualMachine,
  disksOf,
  findVirtualMachine,
  powerOf,
  setAgent,
  setPower,
} from './provision-machines.ts';
export { createRestorePoint, createRestorePointCollection, createSnapshot } from './provision-points.ts';
