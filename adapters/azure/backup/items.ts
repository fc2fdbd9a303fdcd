import { z } from 'zod';
import type { BackupItem } from '../../../src/ports/azure/backup.ts';
import { nameOf } from '../core/ids.ts';
import { flag, number, text } from '../core/shapes.ts';
import { time } from '../core/times.ts';
import { vaultIdOf } from './names.ts';

const itemShape = z.looseObject({
  id: z.string(),
  properties: z.looseObject({
    friendlyName: text,
    virtualMachineId: text,
    sourceResourceId: text,
    policyName: text,
    protectionState: text,
    healthStatus: text,
    lastBackupStatus: text,
    lastBackupTime: time,
    isScheduledForDeferredDelete: flag,
    deferredDeleteTimeInUTC: time,
    softDeleteRetentionPeriod: number,
  }),
});

type Wire = z.output<typeof itemShape>;
type Properties = Wire['properties'];

/** Of machines alone: databases inside them are protected in a vault as well, and are no business of ours. */
export const machinesOnly = "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'";

/** Undefined where it is not a machine. */
const itemOf = ({ id, properties }: Wire): BackupItem | undefined => {
  const vmId = properties.virtualMachineId ?? properties.sourceResourceId;
  if (vmId === undefined) return undefined;
  return {
    id,
    vaultId: vaultIdOf(id),
    vmId,
    vmName: properties.friendlyName ?? nameOf(vmId),
    ...(properties.policyName && { policyName: properties.policyName }),
    state: stateOf(properties),
    stateAsAzureSays: properties.protectionState ?? '',
    health: healths[properties.healthStatus ?? ''] ?? 'unknown',
    ...lastBackupOf(properties),
    ...deletionOf(properties),
  };
};

const states: Readonly<Record<string, BackupItem['state']>> = {
  Protected: 'protected',
  ProtectionError: 'protected',
  IRPending: 'pending',
  ProtectionStopped: 'stopped',
  ProtectionPaused: 'stopped',
  BackupsSuspended: 'stopped',
};

/** A soft-deleted item says that its protection is stopped, and one thing more. */
const stateOf = (wire: Properties): BackupItem['state'] =>
  wire.isScheduledForDeferredDelete === true ? 'soft-deleted' : (states[wire.protectionState ?? ''] ?? 'other');

const healths: Readonly<Record<string, BackupItem['health']>> = {
  Passed: 'passed',
  ActionSuggested: 'warning',
  ActionRequired: 'failed',
};

/** Before the first backup the time is in 2001, and the status is empty. */
const lastBackupOf = ({ lastBackupTime, lastBackupStatus }: Properties) =>
  lastBackupTime !== undefined && lastBackupStatus
    ? { lastBackupAt: lastBackupTime, lastBackupSucceeded: /^(completed|healthy)/iu.test(lastBackupStatus) }
    : {};

const dayMs = 86_400_000;

/** What Azure calls the time of the deferred deletion is when the item was set aside. */
const deletionOf = (wire: Properties) => {
  const { isScheduledForDeferredDelete, deferredDeleteTimeInUTC, softDeleteRetentionPeriod } = wire;
  if (!isScheduledForDeferredDelete || deferredDeleteTimeInUTC === undefined) return {};
  return { deleteAt: new Date(deferredDeleteTimeInUTC.getTime() + (softDeleteRetentionPeriod || 14) * dayMs) };
};

export const backupItem = itemShape.transform(itemOf);
