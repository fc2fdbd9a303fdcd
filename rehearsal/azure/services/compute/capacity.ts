import { ArmError } from '../../wire/errors.ts';
import type { World } from '../../world/world.ts';
import { plainLocation } from './disk-data.ts';
import { computeTypes, type VirtualMachine } from './shapes.ts';
import { type VmSize, vmSizeNamed, vmSizes } from './sizes.ts';
import { computeState, machineFacts, type SkuRestriction } from './state.ts';

/** The quota's name for all cores of a region together. */
export const ALL_CORES = 'cores';
const DEFAULT_LIMIT = 100;

export interface Place {
  readonly subscriptionId: string;
  readonly location: string;
}

export function limitOf(world: World, place: Place, family: string): number {
  return world.state(computeState).quotas.get(quotaKey(place, family)) ?? DEFAULT_LIMIT;
}

function quotaKey({ subscriptionId, location }: Place, family: string): string {
  return `${subscriptionId} ${location} ${family}`.toLowerCase();
}

/** Cores in use by family; a deallocated machine uses none. */
export function coresInUse(world: World, { subscriptionId, location }: Place): Map<string, number> {
  const used = new Map<string, number>();
  for (const machine of machinesIn(world, { subscriptionId, location })) {
    const size = vmSizeNamed(machine.properties.hardwareProfile.vmSize);
    if (size === undefined || machineFacts(world, machine.id).power === 'deallocated') continue;
    used.set(size.family, (used.get(size.family) ?? 0) + size.cores);
    used.set(ALL_CORES, (used.get(ALL_CORES) ?? 0) + size.cores);
  }
  return used;
}

export function machinesIn(world: World, { subscriptionId, location }: Place): VirtualMachine[] {
  const machines = world.resources.list(computeTypes.virtualMachines, `/subscriptions/${subscriptionId}`);
  return (machines as VirtualMachine[]).filter((machine) => machine.location === location.toLowerCase());
}

export interface CapacityWish extends Place {
  readonly size: string;
  readonly zones?: readonly string[] | undefined;
}

/** Throws what Compute answers where a machine of the size cannot be had. */
export function requireCapacity(world: World, wish: CapacityWish): void {
  const size = requireSize(wish.size);
  requireAvailable(world, wish);
  const used = coresInUse(world, wish);
  for (const family of [ALL_CORES, size.family]) {
    const limit = limitOf(world, wish, family);
    const usage = used.get(family) ?? 0;
    if (usage + size.cores > limit) throw quotaExceeded(wish, family, limit, usage, size.cores);
  }
}

function requireSize(name: string): VmSize {
  const size = vmSizeNamed(name);
  if (size !== undefined) return size;
  const valid = vmSizes.map((one) => one.name).join(',');
  const message = `The value '${name}' provided for the VM size is not valid. The valid sizes in the current region are: ${valid}.`;
  throw new ArmError(400, 'InvalidParameter', message, { target: 'vmSize' });
}

export function restrictionsOf(world: World, { subscriptionId, location }: Place, size: string): SkuRestriction[] {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return world
    .state(computeState)
    .skuRestrictions.filter(
      (rule) => same(rule.subscriptionId, subscriptionId) && same(rule.location, location) && same(rule.size, size),
    );
}

function requireAvailable(world: World, wish: CapacityWish): void {
  const zones = wish.zones ?? [];
  const refused = restrictionsOf(world, wish, wish.size).some(
    (rule) => rule.zones === undefined || rule.zones.some((zone) => zones.includes(zone)),
  );
  if (!refused) return;
  const message = `The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: ${wish.size}' is currently not available in location '${wish.location}'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.`;
  throw new ArmError(409, 'SkuNotAvailable', message);
}

function quotaExceeded(place: Place, family: string, limit: number, usage: number, required: number): ArmError {
  const name = family === ALL_CORES ? 'Total Regional' : family;
  const message =
    `Operation could not be completed as it results in exceeding approved ${name} Cores quota. ` +
    `Additional details - Deployment Model: Resource Manager, Location: ${place.location}, Current Limit: ${limit}, ` +
    `Current Usage: ${usage}, Additional Required: ${required}, (Minimum) New Limit Required: ${usage + required}. ` +
    'Setup Alerts when Quota reaches threshold. Learn more at https://aka.ms/quotamonitoringalerting . ' +
    'Submit a request for Quota increase at https://aka.ms/ProdportalCRP by specifying parameters listed in the ‘Details’ section for deployment to succeed.';
  return new ArmError(409, 'OperationNotAllowed', message.replace(/[‘’]/g, "'"));
}

interface Quota {
  readonly subscriptionId: string;
  readonly location: string;
  /** `standardDSv5Family`, ...; `cores` is all of the region together. */
  readonly family: string;
  readonly limit: number;
}

export function setQuota(world: World, { limit, family, ...place }: Quota): void {
  world.state(computeState).quotas.set(quotaKey({ ...place, location: plainLocation(place.location) }, family), limit);
}

export function restrictSku(world: World, restriction: SkuRestriction): void {
  const location = plainLocation(restriction.location);
  world.state(computeState).skuRestrictions.push({ ...restriction, location });
}
