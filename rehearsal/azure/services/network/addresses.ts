import { ArmError } from '../../wire/errors.ts';
import type { StateKey, World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { contains, formatAddress, parseAddress, parseBlock } from './ipv4.ts';

/**
 * By subnet: which address belongs to which ip configuration. Kept so that ten thousand interfaces stay cheap. An
 * interface may vanish without giving its address back (its group was deleted): then the lease has run out.
 */
const leases: StateKey<Map<string, Map<string, string>>> = { name: 'network.leases', make: () => new Map() };

// Azure keeps the first four addresses of a subnet and the last one for itself.
const reservedAtStart = 4;

interface AddressWish {
  readonly subnetId: string;
  readonly prefix: string;
  readonly configurationId: string;
  /** A fixed address; the next free one if left out. */
  readonly address?: string;
}

/** Gives an ip configuration its address in a subnet, or refuses as Azure does. */
export function takeAddress(world: World, wish: AddressWish): string {
  const taken = leasesOf(world, wish.subnetId);
  const holder = wish.address && taken.get(wish.address);
  if (wish.address && holder && !isAlive(world, holder)) taken.delete(wish.address);
  const address = wish.address ? requireUsable(wish, taken) : nextFree(world, wish, taken);
  taken.set(address, wish.configurationId);
  return address;
}

export function releaseAddresses(world: World, subnetId: string, configurationIds: readonly string[]): void {
  const taken = leasesOf(world, subnetId);
  const leaving = new Set(configurationIds.map((id) => id.toLowerCase()));
  for (const [address, holder] of taken) if (leaving.has(holder.toLowerCase())) taken.delete(address);
}

/** Ids of the ip configurations that have an address in the subnet. */
export function holdersIn(world: World, subnetId: string): string[] {
  return [...leasesOf(world, subnetId).values()].filter((holder) => isAlive(world, holder));
}

function isAlive(world: World, configurationId: string): boolean {
  return world.resources.get(configurationId.replace(/\/ipConfigurations\/[^/]+$/i, '')) !== undefined;
}

function leasesOf(world: World, subnetId: string): Map<string, string> {
  const all = world.state(leases);
  const key = subnetId.toLowerCase();
  const known = all.get(key) ?? new Map<string, string>();
  all.set(key, known);
  return known;
}

function nextFree(world: World, { subnetId, prefix }: AddressWish, taken: Map<string, string>): string {
  const block = parseBlock(prefix);
  const usable = block ? block.size - reservedAtStart - 1 : 0;
  if (taken.size >= usable) {
    for (const [address, holder] of taken) if (!isAlive(world, holder)) taken.delete(address);
  }
  if (block && taken.size < usable) {
    // Addresses are handed out in order, so the first guess is right unless some were fixed or given back.
    for (let tried = 0; tried < usable; tried += 1) {
      const offset = reservedAtStart + ((taken.size + tried) % usable);
      const address = formatAddress(block.first + offset);
      if (!taken.has(address)) return address;
    }
  }
  const message = `Subnet ${nameOf(subnetId)} with address prefix ${prefix} is already full.`;
  throw new ArmError(400, 'SubnetIsFull', message);
}

function requireUsable(wish: AddressWish, taken: ReadonlyMap<string, string>): string {
  const { address = '', prefix, subnetId, configurationId } = wish;
  const block = parseBlock(prefix);
  const number = parseAddress(address);
  if (!block || number === undefined || !contains(block, number)) {
    const message = `Private static IP address ${address} does not belong to the range of subnet prefix ${prefix}.`;
    throw new ArmError(400, 'PrivateIPAddressNotInSubnet', message);
  }
  const offset = number - block.first;
  if (offset < reservedAtStart || offset === block.size - 1) {
    const message = `Private IP address ${address} is in the reserved range of subnet prefix ${prefix}.`;
    throw new ArmError(400, 'PrivateIPAddressInReservedRange', message);
  }
  const holder = taken.get(address);
  if (holder !== undefined && holder.toLowerCase() !== configurationId.toLowerCase()) {
    const message = `IP configuration ${configurationId} is using the private IP address ${address} which is already allocated to resource ${holder} in subnet ${subnetId}.`;
    throw new ArmError(400, 'PrivateIPAddressIsAllocated', message);
  }
  return address;
}
