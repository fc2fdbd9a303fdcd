import { z } from 'zod';
import { flag, number, text, texts } from '../core/shapes.ts';
import { time } from '../core/times.ts';

const healthError = z.object({
  errorCode: text,
  errorLevel: text,
  summaryMessage: text,
  errorMessage: text,
  possibleCauses: text,
  recommendedAction: text,
  creationTimeUtc: time,
});

const common = {
  diskName: text,
  diskType: text,
  diskCapacityInBytes: number,
  primaryStagingAzureStorageAccountId: text,
  dataPendingAtSourceAgentInMB: number,
  diskState: text,
  resyncRequired: flag,
};

const managedDisk = z.object({
  ...common,
  diskId: z.string(),
  recoveryTargetDiskId: text,
  recoveryResourceGroupId: text,
  recoveryReplicaDiskAccountType: text,
  recoveryTargetDiskAccountType: text,
  recoveryDiskEncryptionSetId: text,
});

const blobDisk = z.object({ ...common, diskUri: z.string(), recoveryDiskUri: text });

const nic = z.object({
  nicId: z.string(),
  ipConfigs: z
    .array(z.object({ name: text, recoverySubnetName: text, recoveryStaticIPAddress: text, tfoSubnetName: text }))
    .nullish(),
});

const details = z.object({
  instanceType: z.literal('A2A'),
  fabricObjectId: z.string(),
  primaryFabricLocation: text,
  recoveryFabricLocation: text,
  lifecycleId: text,
  multiVmGroupName: text,
  protectedManagedDisks: z.array(managedDisk).nullish(),
  protectedDisks: z.array(blobDisk).nullish(),
  unprotectedDisks: z.array(z.object({ diskLunId: number })).nullish(),
  recoveryAzureResourceGroupId: text,
  recoveryAzureVMSize: text,
  recoveryAvailabilitySet: text,
  selectedRecoveryAzureNetworkId: text,
  recoveryFabricObjectId: text,
  testFailoverRecoveryFabricObjectId: text,
  vmNics: z.array(nic).nullish(),
  monitoringPercentageCompletion: number,
  rpoInSeconds: number,
  lastRpoCalculatedTime: time,
  agentVersion: text,
  agentExpiryDate: time,
  isReplicationAgentUpdateRequired: flag,
});

export const scenario = z.object({ scenarioName: text, jobId: text, startTime: time }).nullish();

const properties = z.object({
  friendlyName: text,
  protectionState: text,
  protectionStateDescription: text,
  activeLocation: text,
  testFailoverState: text,
  allowedOperations: texts,
  replicationHealth: text,
  failoverHealth: text,
  healthErrors: z.array(healthError).nullish(),
  policyId: text,
  recoveryContainerId: text,
  lastSuccessfulFailoverTime: time,
  lastSuccessfulTestFailoverTime: time,
  currentScenario: scenario,
  failoverRecoveryPointId: text,
  providerSpecificDetails: details,
});

/** An item of Azure-to-Azure replication, as far as it is read. */
export const itemSchema = z.object({ id: z.string(), name: z.string(), properties });

export type ItemRead = z.output<typeof itemSchema>;
export type DetailsRead = z.output<typeof details>;
export type HealthErrorRead = z.output<typeof healthError>;
export type ScenarioRead = z.output<typeof scenario>;
