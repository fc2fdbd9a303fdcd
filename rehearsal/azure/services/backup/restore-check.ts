import type { World } from '../../world/world.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import { findNetwork, findSubnet } from '../network/subnets.ts';
import { resourceGroupType } from '../resources/provision.ts';
import { regionNamed } from '../resources/regions.ts';
import { storageAccountType } from '../storage/provision.ts';
import { hasCrossRegionRestore, type Vault } from '../vaults/vault.ts';
import { invalidInput } from './errors.ts';
import type { ProtectedItem } from './item.ts';
import { isInstant, isVaulted, type RecoveryPoint } from './recovery-points.ts';
import type { RestoreRequest } from './restore-request.ts';

/** A restore as asked for, with all that it is about. */
export interface RestoreOrder {
  readonly world: World;
  readonly vault: Vault;
  readonly item: ProtectedItem;
  readonly point: RecoveryPoint;
  readonly wanted: RestoreRequest;
  /** Where it shall happen: the vault's region, or the one paired with it. */
  readonly region: string;
  readonly secondary: boolean;
}

type Check = (order: RestoreOrder) => string | undefined;

const CHECKS: readonly Check[] = [
  checkPoint,
  checkRegion,
  checkStagingAccount,
  checkTargetGroup,
  checkZones,
  checkOriginalLocation,
  checkAlternateLocation,
];

/** Everything that keeps the restore from being carried out, in sentences. */
export function restoreProblems(order: RestoreOrder): string[] {
  return CHECKS.map((check) => check(order)).filter((problem) => problem !== undefined);
}

export function requireRestorable(order: RestoreOrder): void {
  const [problem] = restoreProblems(order);
  if (problem !== undefined) throw invalidInput(problem);
}

function checkPoint({ world, point, wanted, secondary }: RestoreOrder): string | undefined {
  const now = world.clock.now();
  if (wanted.recoveryPointId !== undefined && wanted.recoveryPointId !== point.id) {
    return `The recovery point of the body, '${wanted.recoveryPointId}', is not that of the path.`;
  }
  if (isVaulted(point, now) || (!secondary && isInstant(point, now))) return undefined;
  return 'The data of the recovery point are not in the vault.';
}

function checkRegion({ wanted, region }: RestoreOrder): string | undefined {
  if (isIn(wanted.region, region)) return undefined;
  return `The region '${wanted.region ?? ''}' of the body must be ${region}.`;
}

function checkStagingAccount({ world, wanted, region }: RestoreOrder): string | undefined {
  const account = world.resources.get(wanted.storageAccountId ?? '');
  if (account?.type !== storageAccountType) {
    return `The staging storage account '${wanted.storageAccountId ?? ''}' was not found.`;
  }
  if (isIn(account.location, region)) return undefined;
  return `The staging storage account '${account.name}' is in ${account.location}; it must be in ${region}.`;
}

function checkTargetGroup({ world, wanted }: RestoreOrder): string | undefined {
  const id = wanted.targetResourceGroupId;
  if (id === undefined) return undefined;
  if (world.resources.get(id)?.type === resourceGroupType) return undefined;
  return `The target resource group '${id}' was not found.`;
}

function checkZones({ wanted, vault, region, secondary }: RestoreOrder): string | undefined {
  if (!wanted.zones?.length) return undefined;
  if (regionNamed(region)?.zones !== true) return `The region ${region} has no availability zones.`;
  if (!secondary && hasCrossRegionRestore(vault)) {
    return 'A vault with Cross Region Restore restores to other zones in the secondary region only.';
  }
  return undefined;
}

function checkOriginalLocation({ world, item, wanted, secondary }: RestoreOrder): string | undefined {
  if (wanted.recoveryType !== 'OriginalLocation') return undefined;
  if (secondary) return 'Cross Region Restore cannot replace the disks at the original location.';
  if (findVirtualMachine(world, item.properties.sourceResourceId) !== undefined) return undefined;
  return 'The virtual machine is gone: its disks cannot be replaced. Restore to an alternate location.';
}

function checkAlternateLocation({ world, wanted, region }: RestoreOrder): string | undefined {
  if (wanted.recoveryType !== 'AlternateLocation') return undefined;
  const { targetResourceGroupId, targetVirtualMachineId, virtualNetworkId, subnetId } = wanted;
  if (!targetResourceGroupId || !targetVirtualMachineId)
    return 'The target machine and its resource group are missing.';
  if (findVirtualMachine(world, targetVirtualMachineId) !== undefined) {
    return `A virtual machine '${targetVirtualMachineId}' exists already.`;
  }
  const network = findNetwork(world, virtualNetworkId ?? '');
  if (network === undefined) return `The virtual network '${virtualNetworkId ?? ''}' was not found.`;
  if (!isIn(network.location, region)) {
    return `The virtual network '${network.name}' is in ${network.location}; it must be in ${region}.`;
  }
  const subnet = findSubnet(world, subnetId ?? '');
  return subnet?.network === network ? undefined : `The subnet '${subnetId ?? ''}' is not in the virtual network.`;
}

function isIn(location: string | undefined, region: string): boolean {
  return location !== undefined && (regionNamed(location)?.name ?? location.toLowerCase()) === region.toLowerCase();
}
