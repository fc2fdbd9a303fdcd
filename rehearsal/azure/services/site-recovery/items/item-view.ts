import type { World } from '../../../world/world.ts';
import { nameOf } from '../../resources/ids.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { guidOf, parentOf, serviceId, vaultIdIn } from '../names.ts';
import { siteRecoveryState } from '../state.ts';
import { fineTime } from '../times.ts';
import { healthErrorsOf, healthErrorView, healthWord } from './health.ts';
import type { ItemViewer, ProtectedItem } from './item.ts';
import { recoveryPointArmId } from './recovery-points.ts';
import { replicationDetails } from './replication-details.ts';
import { allowedOperations, stageOf, stageWords } from './stages.ts';

export function itemView(world: World, item: ProtectedItem, viewer: ItemViewer): Record<string, unknown> {
  return { id: serviceId(item.id), name: item.name, type: item.type, properties: properties(world, item, viewer) };
}

function properties(world: World, item: ProtectedItem, viewer: ItemViewer): Record<string, unknown> {
  const { state } = item;
  const containerId = parentOf(item.id);
  const primary = fabricOf(world, containerId);
  const recovery = fabricOf(world, state.recoveryContainerId);
  const words = stageWords(stageOf(world, item));
  const testState = state.test === undefined ? 'None' : 'WaitingForCompletion';
  return {
    friendlyName: state.vmName,
    protectedItemType: '',
    protectableItemId: null,
    recoveryServicesProviderId: providerId(parentOf(containerId)),
    primaryFabricFriendlyName: primary?.state.friendlyName ?? '',
    primaryFabricProvider: 'AzureFabric',
    recoveryFabricFriendlyName: recovery?.state.friendlyName ?? '',
    recoveryFabricId: serviceId(parentOf(state.recoveryContainerId)),
    primaryProtectionContainerFriendlyName: nameOf(containerId),
    recoveryProtectionContainerFriendlyName: nameOf(state.recoveryContainerId),
    protectionState: words.protectionState,
    protectionStateDescription: words.description,
    activeLocation: words.activeLocation,
    testFailoverState: testState,
    testFailoverStateDescription: testState === 'None' ? 'None' : 'Waiting for completion',
    switchProviderState: 'None',
    switchProviderStateDescription: null,
    allowedOperations: allowedOperations(world, item),
    ...health(world, item),
    policyId: serviceId(state.policyId),
    policyFriendlyName: nameOf(state.policyId),
    ...(state.lastFailoverAt !== undefined && { lastSuccessfulFailoverTime: fineTime(state.lastFailoverAt) }),
    ...(state.lastTestAt !== undefined && { lastSuccessfulTestFailoverTime: fineTime(state.lastTestAt) }),
    currentScenario: scenarioOf(world, item),
    failoverRecoveryPointId: state.failover === undefined ? null : recoveryPointArmId(item, state.failover.pointId),
    providerSpecificDetails: replicationDetails(world, item, viewer),
    recoveryContainerId: serviceId(state.recoveryContainerId),
    eventCorrelationId: guidOf('events', state.lifecycleId, state.turn),
  };
}

export function providerId(fabricId: string): string {
  return serviceId(`${fabricId}/replicationRecoveryServicesProviders/${guidOf('provider', fabricId)}`);
}

function health(world: World, item: ProtectedItem): Record<string, unknown> {
  const errors = healthErrorsOf(world, item);
  const ofReplication = errors.filter(({ category }) => category !== 'TestFailover');
  return {
    replicationHealth: healthWord(ofReplication),
    failoverHealth: healthWord(errors.filter(({ category }) => category === 'TestFailover')),
    healthErrors: errors.map((error) => healthErrorView(item, error)),
  };
}

/** Where nothing is under way Azure says so with a job called None that began in 1753. */
function scenarioOf(world: World, { id, state }: ProtectedItem): Record<string, unknown> {
  const job = state.busy === undefined ? undefined : world.state(siteRecoveryState).jobs.get(state.busy);
  return {
    scenarioName: job?.scenario ?? 'None',
    jobId: serviceId(`${vaultIdIn(id)}/replicationJobs/${job?.id ?? 'None'}`),
    startTime: job === undefined ? '1753-01-01T01:01:01Z' : fineTime(job.startedAt),
  };
}
