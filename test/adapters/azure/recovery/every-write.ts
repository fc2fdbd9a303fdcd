import type { RecoveryCall, RecoveryWriter } from '../../../../src/ports/azure/recovery.ts';
import type { OperationToken, Sending } from '../../../../src/ports/azure/write.ts';
import { type AzureWorld, sending } from '../azure-world.ts';
import {
  containerId,
  diskId,
  expectRefusals,
  fabricId,
  itemId,
  networkId,
  places,
  planOf,
  policyId,
  vaultId,
} from './recovery-world.ts';

type Send = (sending: Sending) => Promise<OperationToken>;

interface EveryWrite {
  /** Azure's name of the operation that it arrives as. */
  readonly operation: string;
  /** What it writes: where it is looked for when nobody heard the answer. */
  readonly target: string;
  readonly send: (writer: RecoveryWriter) => Send;
  /** Brings the world to where the call is allowed. */
  readonly before?: (world: AzureWorld) => Promise<void>;
}

const item = (operation: string, name: string, send: EveryWrite['send']): EveryWrite => ({
  operation: `ReplicationProtectedItems_${operation}`,
  target: itemId(name),
  send,
});

const plan = (operation: string, application: string, send: EveryWrite['send']): EveryWrite => ({
  operation: `ReplicationRecoveryPlans_${operation}`,
  target: planOf(application),
  send,
});

const setup = (operation: string, target: string, send: EveryWrite['send']): EveryWrite => ({
  operation: `Replication${operation}`,
  target,
  send,
});

const disk = (application: string, name: string, group: string, region: string) => ({
  diskId: diskId(application, name),
  cacheAccountId: places.cacheAccount(region),
  recoveryResourceGroupId: places.group(group),
});

const newIds = {
  fabric: `${vaultId}/replicationFabrics/eastus2`,
  container: `${fabricId('eastus')}/replicationProtectionContainers/second`,
  mapping: `${containerId('eastus')}/replicationProtectionContainerMappings/second`,
  network: `${fabricId('eastus')}/replicationNetworks/azureNetwork/replicationNetworkMappings/second`,
  policy: `${vaultId}/replicationPolicies/second`,
  plan: `${vaultId}/replicationRecoveryPlans/second`,
};

const policy = { retentionMinutes: 720, appConsistentEveryMinutes: 240, multiVmConsistency: true };

const groups = [
  {
    kind: 'boot' as const,
    itemIds: [itemId('web-01')],
    before: [{ name: 'Tell the users', kind: 'manual' as const, instructions: 'Post it on the status page.' }],
    after: [],
  },
];

const inPlan = { point: 'latest', direction: 'to-recovery' } as const;

/** Each write there is, on something in the scenario `stages` where it is allowed. */
const everyWrite: Readonly<Record<RecoveryCall, EveryWrite>> = {
  failover: item(
    'UnplannedFailover',
    'web-01',
    (writer) => (how) => writer.failover({ itemId: itemId('web-01'), shutdownSource: true }, how),
  ),
  drill: item(
    'TestFailover',
    'web-01',
    (writer) => (how) => writer.drill({ itemId: itemId('web-01'), networkId }, how),
  ),
  cleanUpDrill: item(
    'TestFailoverCleanup',
    'db-01',
    (writer) => (how) => writer.cleanUpDrill({ itemId: itemId('db-01'), notes: 'done' }, how),
  ),
  changePoint: item(
    'ApplyRecoveryPoint',
    'mail-01',
    (writer) => (how) => writer.changePoint({ itemId: itemId('mail-01'), pointId: 'Latest' }, how),
  ),
  commit: item('FailoverCommit', 'mail-01', (writer) => (how) => writer.commit({ itemId: itemId('mail-01') }, how)),
  cancelFailover: item(
    'FailoverCancel',
    'mail-01',
    (writer) => (how) => writer.cancelFailover({ itemId: itemId('mail-01') }, how),
  ),
  reprotect: {
    ...item(
      '',
      'mail-01',
      (writer) => (how) =>
        writer.reprotect(
          {
            containerId: containerId('eastus'),
            itemName: 'mail-01',
            policyId,
            recoveryResourceGroupId: places.group('moved'),
            disks: ['mail-01-os', 'mail-01-data-0'].map((name) => disk('moved-asr', name, 'moved', 'westus')),
          },
          how,
        ),
    ),
    operation: 'ReplicationProtectionContainers_SwitchProtection',
  },
  resync: item('RepairReplication', 'web-01', (writer) => (how) => writer.resync({ itemId: itemId('web-01') }, how)),
  jobAction: {
    operation: 'ReplicationJobs_Cancel',
    target: '',
    send: () => () => Promise.reject(new Error('The job is not begun yet.')),
  },
  protect: item(
    'Create',
    'bare-01',
    (writer) => (how) =>
      writer.protect(
        {
          itemId: itemId('bare-01'),
          vmId: places.machine('app', 'bare-01'),
          policyId,
          recoveryContainerId: containerId('westus'),
          recoveryResourceGroupId: places.group('app-asr'),
          recoveryNetworkId: networkId,
          recoverySubnet: 'app',
          disks: ['bare-01-os', 'bare-01-data-0'].map((name) => disk('app', name, 'app-asr', 'eastus')),
        },
        how,
      ),
  ),
  unprotect: item('Delete', 'web-01', (writer) => (how) => writer.unprotect({ itemId: itemId('web-01') }, how)),
  updateProtection: item(
    'Update',
    'web-01',
    (writer) => (how) => writer.updateProtection({ itemId: itemId('web-01'), recoverySize: 'Standard_D4s_v5' }, how),
  ),
  addDisks: {
    ...item(
      'AddDisks',
      'file-01',
      (writer) => (how) =>
        writer.addDisks(
          { itemId: itemId('file-01'), disks: [disk('app', 'file-01-data-0', 'app-asr', 'eastus')] },
          how,
        ),
    ),
    async before({ connected, azure }) {
      const order = { itemId: itemId('file-01'), diskIds: [diskId('app', 'file-01-data-0')] };
      await connected.writers.recovery.removeDisks(order, sending());
      azure.clock.advance(300);
    },
  },
  removeDisks: item(
    'RemoveDisks',
    'file-01',
    (writer) => (how) =>
      writer.removeDisks({ itemId: itemId('file-01'), diskIds: [diskId('app', 'file-01-data-0')] }, how),
  ),
  updateAgent: item(
    'UpdateMobilityService',
    'web-01',
    (writer) => (how) => writer.updateAgent({ itemId: itemId('web-01') }, how),
  ),
  createFabric: setup(
    'Fabrics_Create',
    newIds.fabric,
    (writer) => (how) => writer.createFabric({ id: newIds.fabric, region: 'eastus2' }, how),
  ),
  createContainer: setup(
    'ProtectionContainers_Create',
    newIds.container,
    (writer) => (how) => writer.createContainer({ id: newIds.container }, how),
  ),
  mapContainers: setup(
    'ProtectionContainerMappings_Create',
    newIds.mapping,
    (writer) => (how) =>
      writer.mapContainers({ id: newIds.mapping, targetContainerId: containerId('westus'), policyId }, how),
  ),
  mapNetworks: setup(
    'NetworkMappings_Create',
    newIds.network,
    (writer) => (how) =>
      writer.mapNetworks(
        {
          id: newIds.network,
          networkId: places.network('eastus'),
          targetFabricId: fabricId('westus'),
          targetNetworkId: networkId,
        },
        how,
      ),
  ),
  createPolicy: setup(
    'Policies_Create',
    newIds.policy,
    (writer) => (how) => writer.createPolicy({ id: newIds.policy, ...policy }, how),
  ),
  updatePolicy: setup(
    'Policies_Update',
    policyId,
    (writer) => (how) => writer.updatePolicy({ id: policyId, ...policy }, how),
  ),
  createPlan: setup(
    'RecoveryPlans_Create',
    newIds.plan,
    (writer) => (how) =>
      writer.createPlan(
        { id: newIds.plan, primaryFabricId: fabricId('eastus'), recoveryFabricId: fabricId('westus'), groups },
        how,
      ),
  ),
  updatePlan: plan('Update', 'app', (writer) => (how) => writer.updatePlan({ id: planOf('app'), groups }, how)),
  deletePlan: plan('Delete', 'app', (writer) => (how) => writer.deletePlan({ id: planOf('app') }, how)),
  failOverPlan: plan(
    'UnplannedFailover',
    'app',
    (writer) => (how) => writer.failOverPlan({ planId: planOf('app'), shutdownSource: true, ...inPlan }, how),
  ),
  drillPlan: plan(
    'TestFailover',
    'app',
    (writer) => (how) => writer.drillPlan({ planId: planOf('app'), networkId, ...inPlan }, how),
  ),
  cleanUpPlanDrill: plan(
    'TestFailoverCleanup',
    'drilled',
    (writer) => (how) => writer.cleanUpPlanDrill({ planId: planOf('drilled'), notes: 'done' }, how),
  ),
  commitPlan: plan('FailoverCommit', 'moved', (writer) => (how) => writer.commitPlan({ planId: planOf('moved') }, how)),
  cancelPlanFailover: plan(
    'FailoverCancel',
    'moved',
    (writer) => (how) => writer.cancelPlanFailover({ planId: planOf('moved') }, how),
  ),
  reprotectPlan: plan(
    'Reprotect',
    'moved',
    (writer) => (how) => writer.reprotectPlan({ planId: planOf('moved') }, how),
  ),
};

export const everyCall = Object.keys(everyWrite) as RecoveryCall[];

/** Back to the first state, on to where the call is allowed; then how to send it, and what it is about. */
export const prepared = async (world: AzureWorld, call: RecoveryCall): Promise<EveryWrite> => {
  world.azure.reset();
  const write = await withJob(world, call);
  await write.before?.(world);
  // Where it is created, moved or deleted, it is looked for in vain before or afterwards.
  expectRefusals(world, { method: 'GET', path: new RegExp(`${write.target}$`, 'i') });
  world.forget();
  return write;
};

const withJob = async (world: AzureWorld, call: RecoveryCall): Promise<EveryWrite> => {
  if (call !== 'jobAction') return everyWrite[call];
  const { at: jobId } = await everyWrite.failover.send(world.connected.writers.recovery)(sending());
  world.azure.clock.advance(10);
  const send: EveryWrite['send'] = (writer) => (how) => writer.jobAction({ jobId, action: 'cancel' }, how);
  return { ...everyWrite.jobAction, target: jobId, send };
};
