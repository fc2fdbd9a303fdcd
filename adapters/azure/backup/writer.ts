import { enableBackupBody, stopBackupBody, undeleteBackupBody } from '../../../src/azure-bodies/backup.ts';
import { AzureRefused } from '../../../src/errors/azure.ts';
import type { BackupWriter, RestoreOrder } from '../../../src/ports/azure/backup.ts';
import type { OperationToken, Sending } from '../../../src/ports/azure/write.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { nameOf } from '../core/ids.ts';
import { createJobLists } from './job-lists.ts';
import { jobPlaceOf } from './job-shape.ts';
import { fabric, itemIdFor, itemPlace, vaultIdOf, vaultPlace } from './names.ts';
import { reconcile } from './reconcile.ts';
import { pointNameOf, restoreRequestOf } from './restore-request.ts';
import { restoreInSecondary } from './secondary-restore.ts';
import { createStanding } from './standing.ts';
import { backupToken } from './tokens.ts';

/**
 * Nothing here is sent twice: even what names its result is refused the second time, while the first is under way, and
 * a refusal would hide that it had been accepted.
 */
export const createBackupWriter = (core: Core): BackupWriter => {
  const lists = createJobLists(core);
  return {
    enable: ({ vaultId, vmId, policyId }, sending) =>
      putItem(
        core,
        { what: `back up ${nameOf(vmId)}`, itemId: itemIdFor(vaultId, vmId), body: enableBackupBody(vmId, policyId) },
        sending,
      ),
    stop: ({ itemId, vmId }, sending) =>
      putItem(core, { what: `stop backing up ${nameOf(vmId)}`, itemId, body: stopBackupBody(vmId) }, sending),
    undelete: ({ itemId, vmId }, sending) =>
      putItem(core, { what: `undelete ${nameOf(vmId)}`, itemId, body: undeleteBackupBody(vmId) }, sending),
    backUpNow: (order, sending) => backUpNow(core, order, sending),
    deleteData: (order, sending) => deleteData(core, order, sending),
    validateRestore: (order, sending) => validateRestore(core, order, sending),
    restore: (order, sending) => restore(core, order, sending),
    restoreInSecondary: (order, sending) => restoreInSecondary(core, order, sending),
    cancelJob: (order, sending) => cancelJob(core, order, sending),
    standing: createStanding(core, lists),
    reconcile: (order) => reconcile(lists, order),
  };
};

interface ItemWrite {
  /** `restore vm-sql`. */
  readonly what: string;
  readonly itemId: string;
  readonly repeatable?: boolean;
  /** Whose operation it is: the vault's, where nothing is said. */
  readonly below?: string;
  readonly start: (clients: Clients) => Promise<unknown>;
}

const send = async (core: Core, write: ItemWrite, sending: Sending): Promise<OperationToken> => {
  const { what, itemId, repeatable = false, start } = write;
  const answer = await core.send({ what, sending, repeatable, start });
  const below = write.below ?? `${vaultIdOf(itemId)}/backupOperations`;
  return backupToken(below, { answer, resource: itemId, now: core.timing.now() });
};

const machineName = (itemId: string): string => nameOf(itemId).split(';').at(-1) ?? itemId;

interface ItemPut {
  readonly what: string;
  readonly itemId: string;
  readonly body: ReturnType<typeof enableBackupBody | typeof stopBackupBody | typeof undeleteBackupBody>;
}

const putItem = (core: Core, { what, itemId, body }: ItemPut, sending: Sending) => {
  const { subscription, resourceGroup, vault, container, item } = itemPlace(itemId);
  const start = async (clients: Clients) =>
    (await clients.backup(subscription)).protectedItems.createOrUpdate(
      vault,
      resourceGroup,
      fabric,
      container,
      item,
      body,
    );
  return send(core, { what, itemId, start }, sending);
};

const backUpNow = (core: Core, { itemId, keepUntil }: Parameters<BackupWriter['backUpNow']>[0], sending: Sending) => {
  const { subscription, resourceGroup, vault, container, item } = itemPlace(itemId);
  const start = async (clients: Clients) =>
    (await clients.backup(subscription)).backups.trigger(vault, resourceGroup, fabric, container, item, {
      properties: { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: keepUntil },
    });
  return send(core, { what: `back up ${machineName(itemId)} now`, itemId, start }, sending);
};

const deleteData = (core: Core, { itemId }: { readonly itemId: string }, sending: Sending) => {
  const { subscription, resourceGroup, vault, container, item } = itemPlace(itemId);
  const start = async (clients: Clients) =>
    (await clients.backup(subscription)).protectedItems.delete(vault, resourceGroup, fabric, container, item);
  return send(core, { what: `delete the backups of ${machineName(itemId)}`, itemId, start }, sending);
};

/** Changes nothing, so that asking twice does no harm. */
const validateRestore = (core: Core, order: RestoreOrder, sending: Sending) => {
  const vaultId = vaultIdOf(order.itemId);
  const { subscription, resourceGroup, vault } = vaultPlace(vaultId);
  const start = async (clients: Clients) =>
    (await clients.backup(subscription)).validateOperation.beginTrigger(vault, resourceGroup, {
      id: order.pointId,
      properties: {
        objectType: 'ValidateIaasVMRestoreOperationRequest',
        restoreRequest: restoreRequestOf(order),
      },
    });
  const what = `check the restore of ${nameOf(order.vmId)}`;
  const below = `${vaultId}/backupValidateOperationsStatuses`;
  return send(core, { what, itemId: order.itemId, repeatable: true, below, start }, sending);
};

const restore = (core: Core, order: RestoreOrder, sending: Sending) => {
  const { itemId } = order;
  const { subscription, resourceGroup, vault, container, item } = itemPlace(itemId);
  const point = pointNameOf(order);
  const start = async (clients: Clients) =>
    (await clients.backup(subscription)).restores.beginTrigger(vault, resourceGroup, fabric, container, item, point, {
      properties: restoreRequestOf(order),
    });
  return send(core, { what: `restore ${nameOf(order.vmId)}`, itemId, start }, sending);
};

const cancelJob = async (core: Core, { jobId }: { readonly jobId: string }, sending: Sending) => {
  if (jobPlaceOf(jobId).secondaryRegion !== undefined) throw notCancellable(jobId);
  const { subscription, resourceGroup, vault } = vaultPlace(vaultIdOf(jobId));
  const job = nameOf(jobId);
  const start = async (clients: Clients) =>
    (await clients.backup(subscription)).jobCancellations.trigger(vault, resourceGroup, job);
  const below = `${jobId}/operationsStatus`;
  return send(core, { what: `cancel job ${job}`, itemId: jobId, below, start }, sending);
};

/** Azure publishes no call for it, and its documents contradict each other. */
const notCancellable = (jobId: string): AzureRefused =>
  new AzureRefused({
    what: `cancel job ${jobPlaceOf(jobId).name}`,
    code: 'NotCancellable',
    message: 'A Cross Region Restore cannot be cancelled.',
    recommendedAction: 'Let it end, and delete what it has restored.',
  });
