import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import { invalidInput, itemLocked } from './errors.ts';
import { type ProtectedItem, requireItem, rulesFor, type TakenBackup } from './item.ts';
import { runningJobOf, startJob } from './jobs.ts';
import { rememberMachine } from './machine.ts';
import { ITEM_ACTION, ITEM_PATH } from './names.ts';
import { addressesFor, followStart } from './operations.ts';
import { CHANGES } from './protect.ts';
import { SNAPSHOT_SECONDS, TRANSFER_SECONDS } from './recovery-points.ts';
import { americanTime } from './times.ts';

const backupBody = z.looseObject({
  properties: z.looseObject({
    objectType: z.literal('IaasVMBackupRequest'),
    recoveryPointExpiryTimeInUTC: z.iso.datetime({ offset: true }).optional(),
  }),
});

export const backupNowRoutes: readonly Route[] = [
  {
    operation: 'Backups_Trigger',
    method: 'POST',
    path: `${ITEM_PATH}/backup`,
    action: `${ITEM_ACTION}/backup/action`,
    coverage: 'supported',
    handle: trigger,
  },
];

function trigger(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { vault, item } = requireItem(request);
  const { properties } = parseBody(request, backupBody);
  requireReady(request, item);
  const backup = beginBackup(request, item, properties.recoveryPointExpiryTimeInUTC);
  const propertyBag: Record<string, string> = {
    'VM Name': item.properties.friendlyName,
    'Recovery Point Expiry Time in UTC': americanTime(backup.expiresAt),
  };
  const job = startJob(request, {
    vaultId: vault.id,
    item: item.properties,
    kind: 'Backup',
    seconds: SNAPSHOT_SECONDS + TRANSFER_SECONDS + 3,
    tasks: [
      { name: 'Take Snapshot', seconds: SNAPSHOT_SECONDS, timed: true },
      { name: 'Transfer data to vault', seconds: TRANSFER_SECONDS, timed: true },
    ],
    propertyBag,
    internalPropertyBag: { IsInstantRpJob: 'True' },
    complete: () => {
      backup.vaultedAt = world.clock.now();
      propertyBag['Backup Size'] = `${item.machine.disks.reduce((sum, disk) => sum + disk.sizeGb, 0) * 90} MB`;
    },
  });
  // The snapshot alone is a point to restore from; it comes unless the job is cancelled or fails before.
  world.clock.after(SNAPSHOT_SECONDS, () => {
    if (job.work.status === 'InProgress') item.history.taken.push(backup);
  });
  return { status: 202, headers: addressesFor(request, followStart(request, job), parentOf(request.path)) };
}

function requireReady(request: ArmRequest, item: ProtectedItem): void {
  const { world } = request;
  if (item.history.rhythm === undefined) throw invalidInput('Protection of the item is stopped. Resume it first.');
  if (runningJobOf(world, item, CHANGES)) throw itemLocked();
  if (runningJobOf(world, item, ['Backup'])) {
    const message = 'Initiating backup failed as another backup operation is currently in progress.';
    throw new ArmError(400, 'UserErrorBackupOperationInProgress', message);
  }
  const vm = findVirtualMachine(world, item.properties.sourceResourceId);
  if (vm === undefined) throw invalidInput('The virtual machine of the item was not found.');
  item.machine = rememberMachine(world, vm);
}

function beginBackup(request: ArmRequest, item: ProtectedItem, expiry: string | undefined): TakenBackup {
  const startedAt = request.world.clock.now();
  const { keptMs, instantMs } = rulesFor(request.world, item);
  const expiresAt = expiry === undefined ? startedAt + keptMs : Date.parse(expiry);
  if (expiresAt <= startedAt) throw invalidInput('The recovery point would have expired already.');
  return { startedAt, expiresAt, instantUntil: startedAt + instantMs, vaultedAt: undefined };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
