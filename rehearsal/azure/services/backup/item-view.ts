import type { World } from '../../world/world.ts';
import { type ProtectedItem, vaultOf } from './item.ts';
import { newestPointOf, recoveryPointsOf } from './recovery-points.ts';
import { AGENT_SILENT } from './regular-jobs.ts';
import { azureTime, DAY, remainingDays } from './times.ts';

type ProtectionState = 'IRPending' | 'Protected' | 'ProtectionStopped';

export function protectionStateOf(world: World, item: ProtectedItem): ProtectionState {
  if (item.history.rhythm === undefined || item.softDeletedAt !== undefined) return 'ProtectionStopped';
  return newestPointOf(world, item) === undefined ? 'IRPending' : 'Protected';
}

/** An item as lists and reads show it; `origin` begins the vault's address in it. */
export function itemView(world: World, item: ProtectedItem, origin: string): Record<string, unknown> {
  const { friendlyName, virtualMachineId, protectedItemDataId, containerName, sourceResourceId, policyId, policyName } =
    item.properties;
  const newest = newestPointOf(world, item);
  return {
    id: item.id,
    name: item.name,
    type: item.type,
    properties: {
      friendlyName,
      virtualMachineId,
      protectionStatus: 'Healthy',
      protectionState: protectionStateOf(world, item),
      ...healthOf(item, newest !== undefined),
      lastBackupTime: newest === undefined ? '2001-01-01T00:00:00Z' : azureTime(newest.startedAt),
      protectedItemDataId,
      sourceSideScanning: 0,
      protectedItemType: 'Microsoft.Compute/virtualMachines',
      backupManagementType: 'AzureIaasVM',
      workloadType: 'VM',
      containerName,
      sourceResourceId,
      policyId,
      policyName,
      ...(newest && { lastRecoveryPoint: azureTime(newest.at) }),
      vaultId: `${origin}${item.vaultId}`,
      ...softDeletionOf(world, item),
      isArchiveEnabled: false,
      softDeleteRetentionPeriod: item.softDeletedAt === undefined ? 0 : softDeleteDays(world, item),
    },
  };
}

/** With `$expand=extendedInfo`. */
export function expandedItemView(world: World, item: ProtectedItem, origin: string): Record<string, unknown> {
  const view = itemView(world, item, origin);
  const points = recoveryPointsOf(world, item);
  const oldest = points.at(-1);
  const extendedInfo = {
    ...(oldest && { oldestRecoveryPoint: azureTime(oldest.at) }),
    recoveryPointCount: points.length,
    policyInconsistent: false,
  };
  return { ...view, properties: { ...(view.properties as Record<string, unknown>), extendedInfo } };
}

function healthOf(item: ProtectedItem, backedUp: boolean): Record<string, unknown> {
  if (!backedUp) return { healthStatus: 'Passed', lastBackupStatus: '' };
  if (item.history.rhythm?.lastGoodAt !== undefined) return failingHealth;
  return {
    healthStatus: 'Passed',
    healthDetails: [
      {
        code: 400239,
        title: 'IaasVmHealthGreenDefault',
        message: 'Backup pre-check status of this virtual machine is OK.',
        recommendations: [],
      },
    ],
    lastBackupStatus: 'Completed',
  };
}

const failingHealth = {
  healthStatus: 'ActionRequired',
  healthDetails: [
    {
      code: 400001,
      title: AGENT_SILENT.code,
      message: AGENT_SILENT.message,
      recommendations: ['Ensure that the VM agent is running and has network connectivity, then retry the backup.'],
    },
  ],
  lastBackupStatus: 'Failed',
};

function softDeletionOf(world: World, item: ProtectedItem): Record<string, unknown> {
  if (item.softDeletedAt === undefined) return {};
  const until = item.softDeletedAt + softDeleteDays(world, item) * DAY;
  return {
    deferredDeleteTimeInUTC: azureTime(item.softDeletedAt),
    isScheduledForDeferredDelete: true,
    deferredDeleteTimeRemaining: remainingDays(until - world.clock.now()),
  };
}

export function softDeleteDays(world: World, item: ProtectedItem): number {
  return vaultOf(world, item)?.properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays ?? 14;
}
