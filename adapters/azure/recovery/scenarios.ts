import type { RecoveryCall } from '../../../src/ports/azure/recovery.ts';

/**
 * What Azure calls the job of each call: only for finding one that does not carry our request id. Where no name has
 * been seen there is none.
 */
export const scenarioOf: Readonly<Record<RecoveryCall, string | undefined>> = {
  failover: 'UnplannedFailover',
  drill: 'TestFailover',
  cleanUpDrill: 'TestFailoverCleanup',
  changePoint: 'ChangePit',
  commit: 'CommitFailover',
  cancelFailover: 'CancelFailover',
  reprotect: 'SwitchReplicationGroupProtection',
  resync: 'RepairReplication',
  jobAction: undefined,
  protect: 'EnableDr',
  unprotect: 'DisableDr',
  updateProtection: 'UpdateVmProperties',
  addDisks: 'AddDisks',
  removeDisks: 'RemoveDisks',
  updateAgent: 'UpdateMobilityService',
  createFabric: undefined,
  createContainer: undefined,
  mapContainers: undefined,
  mapNetworks: undefined,
  createPolicy: undefined,
  updatePolicy: undefined,
  createPlan: undefined,
  updatePlan: undefined,
  deletePlan: undefined,
  failOverPlan: 'UnplannedFailover',
  drillPlan: 'TestFailover',
  cleanUpPlanDrill: 'TestFailoverCleanup',
  commitPlan: 'CommitFailover',
  cancelPlanFailover: 'CancelFailover',
  reprotectPlan: 'ReverseReplicate',
};
