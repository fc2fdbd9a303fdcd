import { enableBackup } from '../../../../rehearsal/azure/services/backup/provision.ts';
import type { BackupCall, BackupReconciliation, BackupWriter } from '../../../../src/ports/azure/backup.ts';
import type { OperationToken, Sending } from '../../../../src/ports/azure/write.ts';
import {
  type BackupWorld,
  diskOrder,
  newestPoint,
  newestSecondaryPoint,
  northernOrder,
  sending,
} from './backup-world.ts';

/** A write, with what it takes for it to be possible. */
interface WriteCase {
  readonly call: BackupCall;
  /** As the rehearsal calls the request that acts, and Azure the job that comes of it. */
  readonly operation: string;
  readonly job: string;
  /** Prepares the world, and gives the write itself. */
  readonly prepare: (world: BackupWorld) => Promise<(writer: BackupWriter, said: Sending) => Promise<OperationToken>>;
}

function protect({ fixture, estate }: BackupWorld, state: 'protected' | 'soft-deleted' = 'protected'): void {
  enableBackup(fixture.azure.world, { vaultId: estate.vaultId, vmId: estate.vmId, state });
}

/** Each of them in a world where nothing is protected yet. */
export const everyWrite: readonly WriteCase[] = [
  {
    call: 'enable',
    operation: 'ProtectedItems_CreateOrUpdate',
    job: 'ConfigureBackup',
    async prepare({ estate: { vaultId, vmId } }) {
      const policyId = `${vaultId}/backupPolicies/DefaultPolicy`;
      return (writer, said) => writer.enable({ vaultId, vmId, policyId }, said);
    },
  },
  {
    call: 'backUpNow',
    operation: 'Backups_Trigger',
    job: 'Backup',
    async prepare(world) {
      protect(world);
      const keepUntil = new Date(world.fixture.azure.clock.now() + 86_400_000);
      return (writer, said) => writer.backUpNow({ itemId: world.itemId, keepUntil }, said);
    },
  },
  {
    call: 'stop',
    operation: 'ProtectedItems_CreateOrUpdate',
    job: 'DisableBackup',
    async prepare(world) {
      protect(world);
      return (writer, said) => writer.stop({ itemId: world.itemId, vmId: world.estate.vmId }, said);
    },
  },
  {
    call: 'undelete',
    operation: 'ProtectedItems_CreateOrUpdate',
    job: 'Undelete',
    async prepare(world) {
      protect(world, 'soft-deleted');
      return (writer, said) => writer.undelete({ itemId: world.itemId, vmId: world.estate.vmId }, said);
    },
  },
  {
    call: 'deleteData',
    operation: 'ProtectedItems_Delete',
    job: 'DeleteBackupData',
    async prepare(world) {
      protect(world);
      return (writer, said) => writer.deleteData({ itemId: world.itemId }, said);
    },
  },
  {
    call: 'restore',
    operation: 'Restores_Trigger',
    job: 'Restore',
    async prepare(world) {
      protect(world);
      const order = diskOrder(world, await newestPoint(world));
      return (writer, said) => writer.restore(order, said);
    },
  },
  {
    call: 'restoreInSecondary',
    operation: 'CrossRegionRestore_Trigger',
    job: 'CrossRegionRestore',
    async prepare(world) {
      protect(world);
      const order = northernOrder(world, await newestSecondaryPoint(world));
      return (writer, said) => writer.restoreInSecondary(order, said);
    },
  },
  {
    call: 'cancelJob',
    operation: 'JobCancellations_Trigger',
    job: 'Backup',
    async prepare(world) {
      protect(world);
      const jobId = await runningJob(world);
      return (writer, said) => writer.cancelJob({ jobId }, said);
    },
  },
];

/** A backup that can be cancelled. */
async function runningJob(world: BackupWorld): Promise<string> {
  const keepUntil = new Date(world.fixture.azure.clock.now() + 86_400_000);
  await world.adapter.writer.backUpNow({ itemId: world.itemId, keepUntil }, sending());
  world.fixture.azure.clock.advance(5);
  const { value } = await world.anotherAdapter().reader.jobs(new Date(0));
  return value.find(({ what, state }) => what === 'Backup' && state === 'running')?.id ?? 'none';
}

/** How to ask afterwards what has become of it. */
export async function reconciliation(
  world: BackupWorld,
  call: BackupCall,
  { requestId }: Sending,
): Promise<BackupReconciliation> {
  const { vaultId, vmId } = world.estate;
  const { value } = call === 'cancelJob' ? await world.anotherAdapter().reader.jobs(new Date(0)) : { value: [] };
  return {
    call,
    vaultId,
    vmId,
    requestId,
    sentAt: new Date(world.fixture.azure.clock.now()),
    ...(call === 'restoreInSecondary' && { secondaryRegion: 'northeurope' }),
    ...(value[0] && { jobId: value[0].id }),
  };
}
