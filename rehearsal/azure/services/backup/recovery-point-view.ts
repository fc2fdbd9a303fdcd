import type { World } from '../../world/world.ts';
import type { ProtectedItem } from './item.ts';
import { isInstant, isVaulted, type RecoveryPoint } from './recovery-points.ts';
import { azureTime } from './times.ts';

export function recoveryPointView(world: World, item: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  const { machine } = item;
  return {
    ...pointHead(item, point),
    properties: {
      ...pointFacts(item, point),
      recoveryPointAdditionalInfo: '',
      recoveryPointTierDetails: tiersOf(point, world.clock.now()),
      recoveryPointMoveReadinessInfo: {
        ArchivedRP: {
          isReadyForMove: false,
          additionalInfo:
            "We're still determining if this Recovery Point can be moved.. Please check again after some time.",
        },
      },
      securityType: machine.securityType,
      ...(machine.zones.length > 0 && { zones: machine.zones }),
    },
  };
}

/** A point as the secondary region knows it: the vault's tier only. */
export function secondaryPointView(item: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  return {
    ...pointHead(item, point),
    properties: {
      ...pointFacts(item, point),
      recoveryPointTierDetails: [{ type: 'HardenedRP', status: 'Valid' }],
      crossRegionRestoreState: 'Supported',
      recoveryPointMoveReadinessInfo: { ArchivedRP: { isReadyForMove: false } },
      ...(item.machine.zones.length > 0 && { zones: item.machine.zones }),
    },
  };
}

function pointHead(item: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  return { id: `${item.id}/recoveryPoints/${point.id}`, name: point.id, type: `${item.type}/recoveryPoints` };
}

function pointFacts({ machine }: ProtectedItem, point: RecoveryPoint): Record<string, unknown> {
  const premium = machine.disks.some((disk) => disk.sku.startsWith('Premium'));
  return {
    objectType: 'IaasVMRecoveryPoint',
    recoveryPointType: machine.osType === 'Windows' ? 'AppConsistent' : 'FileSystemConsistent',
    recoveryPointTime: azureTime(point.at),
    sourceVMStorageType: premium ? 'PremiumVMOnPartialPremiumStorage' : 'NormalStorage',
    isSourceVMEncrypted: false,
    isInstantIlrSessionActive: false,
    isManagedVirtualMachine: true,
    virtualMachineSize: machine.size,
    originalStorageAccountOption: false,
    osType: machine.osType,
    isPrivateAccessEnabledOnAnyDisk: machine.disks.some((disk) => disk.privateAccess),
    createdWithPolicyType: 'V1',
    threatStatus: 0,
  };
}

function tiersOf(point: RecoveryPoint, now: number): { type: string; status: string }[] {
  const tiers = [];
  if (isInstant(point, now)) tiers.push({ type: 'InstantRP', status: 'Valid' });
  if (isVaulted(point, now)) tiers.push({ type: 'HardenedRP', status: 'Valid' });
  return tiers;
}
