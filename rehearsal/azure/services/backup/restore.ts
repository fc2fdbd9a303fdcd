import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { groupIdOf, groupNameOf, nameOf } from '../resources/ids.ts';
import { itemLocked } from './errors.ts';
import { requireItem } from './item.ts';
import { type BackupJob, type JobTask, runningJobOf, startJob } from './jobs.ts';
import { ITEM_ACTION, POINT_PATH } from './names.ts';
import { addressesFor, followStart } from './operations.ts';
import { CHANGES } from './protect.ts';
import { requirePoint } from './recovery-point-routes.ts';
import { isInstant } from './recovery-points.ts';
import { type RestoreOrder, requireRestorable } from './restore-check.ts';
import { restoreRequest } from './restore-request.ts';
import { replaceDisks, restoreDisks, restoreMachine } from './restored-machine.ts';
import { americanTime } from './times.ts';

const restoreBody = z.looseObject({ properties: restoreRequest });

/** Seconds, as measured: from the snapshot beside the machine, from the vault, and as blobs into the storage account. */
const TRANSFER = { instant: 69, vault: 1120, blobs: 2137 } as const;
const CREATE_MACHINE = 84;
const REPLACE_DISKS = 1320;

export const restoreRoutes: readonly Route[] = [
  {
    operation: 'Restores_Trigger',
    method: 'POST',
    path: `${POINT_PATH}/restore`,
    action: `${ITEM_ACTION}/recoveryPoints/restore/action`,
    coverage: 'partial',
    note: 'The staging account and the target are checked before the job begins. Disks restored as blobs leave no trace in the account; rehydration, secured machines and managed identities are ignored.',
    handle: trigger,
  },
];

function trigger(request: ArmRequest): ArmResponse {
  const { world } = request;
  const { vault, item } = requireItem(request);
  const point = requirePoint(request, item);
  const { properties: wanted } = parseBody(request, restoreBody);
  const order: RestoreOrder = { world, vault, item, point, wanted, region: vault.location, secondary: false };
  requireRestorable(order);
  if (runningJobOf(world, item, CHANGES)) throw itemLocked();
  const job = startRestore(request, order);
  const itemPath = request.path.slice(0, request.path.toLowerCase().lastIndexOf('/recoverypoints/'));
  return { status: 202, headers: addressesFor(request, followStart(request, job), itemPath) };
}

/** Starts the job that restores; the order was found possible. */
export function startRestore(request: ArmRequest, order: RestoreOrder): BackupJob {
  const tasks = tasksOf(order);
  const propertyBag = propertyBagOf(order);
  const { recoveryType } = order.wanted;
  return startJob(request, {
    vaultId: order.vault.id,
    item: order.item.properties,
    kind: order.secondary ? 'CrossRegionRestore' : 'Restore',
    seconds: tasks.reduce((sum, task) => sum + task.seconds, 0) + 10,
    tasks,
    propertyBag,
    internalPropertyBag: { ...(order.secondary && { AdHoc: 'AdHoc' }), restoreLocationType: recoveryType },
    ...(order.secondary && { secondaryRegion: order.region }),
    complete: (job) => {
      restore(order);
      if (recoveryType === 'RestoreDisks') Object.assign(propertyBag, templateOf(order, job));
    },
  });
}

function tasksOf(order: RestoreOrder): JobTask[] {
  const sizeGb = order.item.machine.disks.reduce((sum, disk) => sum + disk.sizeGb, 0);
  const instant = !order.secondary && isInstant(order.point, order.world.clock.now());
  const asBlobs = order.wanted.recoveryType === 'RestoreDisks' && order.wanted.targetResourceGroupId === undefined;
  const seconds = asBlobs ? TRANSFER.blobs : instant ? TRANSFER.instant : TRANSFER.vault;
  const details = instant && !asBlobs ? {} : { details: `${sizeGb} GBs / ${sizeGb} GBs Transferred` };
  const transfer = { name: 'Transfer data from vault', seconds, timed: false, ...details };
  if (order.wanted.recoveryType === 'OriginalLocation') {
    return [transfer, { name: 'Update the virtual machine', seconds: REPLACE_DISKS, timed: false }];
  }
  if (order.wanted.recoveryType === 'AlternateLocation') {
    return [transfer, { name: 'Create the restored virtual machine', seconds: CREATE_MACHINE, timed: false }];
  }
  return [transfer];
}

function restore(order: RestoreOrder): void {
  const { wanted, item } = order;
  if (wanted.recoveryType === 'AlternateLocation') restoreMachine(order);
  else if (wanted.recoveryType === 'OriginalLocation') replaceDisks(order);
  // Without a group for managed disks, only blobs appear in the storage account.
  else if (wanted.targetResourceGroupId) {
    restoreDisks(order, wanted.targetResourceGroupId, item.properties.friendlyName);
  }
}

const JOB_TYPES = {
  RestoreDisks: 'Recover disks',
  OriginalLocation: 'Replace disks',
  AlternateLocation: 'Recover VM to an alternate location',
} as const;

function propertyBagOf({ item, vault, point, wanted, secondary }: RestoreOrder): Record<string, string | null> {
  const original = item.properties.friendlyName;
  const group = targetGroupOf(wanted.recoveryType === 'OriginalLocation' ? item.id : undefined, wanted);
  const machine =
    wanted.recoveryType === 'OriginalLocation' ? original : nameOf(wanted.targetVirtualMachineId ?? 'vmName');
  return {
    'Job Type': JOB_TYPES[wanted.recoveryType],
    ...(wanted.recoveryType === 'AlternateLocation' && { 'Original VM Name': original }),
    'Target VM Name': machine,
    ...(wanted.recoveryType === 'AlternateLocation' && {
      'Target VNet Name': `Group ${groupNameOf(wanted.virtualNetworkId ?? '')} ${nameOf(wanted.virtualNetworkId ?? '')}`,
    }),
    'Target Storage Account Name': nameOf(wanted.storageAccountId ?? ''),
    // The space at the end is Azure's.
    'Recovery point time ': americanTime(point.at),
    ...(group && { 'Target resource group': group }),
    ...(secondary && {
      'Subscription Id of the vault': vault.id.split('/')[2] ?? '',
      'Resource Group Name of the vault': groupNameOf(vault.id) ?? '',
      'Vault name': vault.name,
    }),
  };
}

function targetGroupOf(originalId: string | undefined, wanted: RestoreOrder['wanted']): string | undefined {
  const id = originalId === undefined ? wanted.targetResourceGroupId : groupIdOf(wanted.sourceResourceId ?? originalId);
  return id === undefined ? undefined : nameOf(id);
}

/** The template and the configuration that Azure leaves in the staging account beside restored disks. */
function templateOf({ item, wanted }: RestoreOrder, job: BackupJob): Record<string, string> {
  const account = nameOf(wanted.storageAccountId ?? '');
  const machine = item.properties.friendlyName.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  const container = `${machine}-${job.activityId.replaceAll(/[^0-9a-z]/gi, '').slice(0, 32)}`;
  const base = `https://${account}.blob.core.windows.net/${container}`;
  const config = `config-${machine}-${job.name}.json`;
  return {
    'Config Blob Name': config,
    'Config Blob Container Name': container,
    'Config Blob Uri': `${base}/${config}`,
    'Template Blob Uri': `${base}/azuredeploy${job.name}.json`,
  };
}
