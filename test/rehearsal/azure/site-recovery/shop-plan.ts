import type { ASRTask, Job, RecoveryPlanGroupTaskDetails } from '@azure/arm-recoveryservices-siterecovery';
import { createRecoveryPlan } from '../../../../rehearsal/azure/services/site-recovery/provision.ts';
import { type Estate, GROUP, SOURCE, TARGET, VAULT } from './estate.ts';

export const shop = [VAULT, GROUP, 'shop'] as const;

export const manualAction = {
  actionName: 'Check the database',
  failoverTypes: ['UnplannedFailover'],
  failoverDirections: ['PrimaryToRecovery'],
  customDetails: { instanceType: 'ManualActionDetails' as const, description: 'Is it up?' },
};

export const failover = (recoveryPointType = 'Latest', failoverDirection = 'PrimaryToRecovery') => ({
  properties: {
    failoverDirection,
    sourceSiteOperations: 'Required',
    providerSpecificDetails: [{ instanceType: 'A2A' as const, recoveryPointType }],
  },
});

export const drill = (estate: Estate) => ({
  properties: {
    failoverDirection: 'PrimaryToRecovery',
    networkType: 'VmNetworkAsInput',
    networkId: estate.ids.network('vnet-drill', 'rg-app-asr'),
  },
});

export async function planJob({ client }: Pick<Estate, 'client'>, scenario = 'UnplannedFailover'): Promise<Job> {
  for await (const job of client.replicationJobs.list(VAULT, GROUP)) {
    const { scenarioName, targetInstanceType } = job.properties ?? {};
    const isIt = scenarioName === scenario && targetInstanceType === 'RecoveryPlan';
    if (isIt) return client.replicationJobs.get(VAULT, GROUP, `${job.name}`);
  }
  throw new Error(`there is no job of a plan for ${scenario}`);
}

export const childrenOf = (task: ASRTask | undefined) =>
  (task?.groupTaskCustomDetails as RecoveryPlanGroupTaskDetails | undefined)?.childTasks ?? [];

/** Two machines, the second started after the first. */
export function twoGroups(estate: Estate): void {
  estate.protect('db1');
  estate.protect('web1');
  const { ids } = estate;
  const groups = [{ vmIds: [ids.vm('db1')], endActions: [manualAction] }, { vmIds: [ids.vm('web1')] }];
  createRecoveryPlan(estate.world, { vaultId: ids.vault, name: 'shop', source: SOURCE, target: TARGET, groups });
}
