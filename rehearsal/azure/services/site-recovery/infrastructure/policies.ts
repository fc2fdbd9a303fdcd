import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput, conflict } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import { startShortJob } from '../jobs/start.ts';
import { guidOf, POLICY, serviceId, types, VAULT } from '../names.ts';
import { noContent, ok, row } from '../routes.ts';
import { childId, findPolicy, itemsOf, requirePolicy, requireVault } from '../vault/lookup.ts';
import { type Mapping, type Policy, type PolicyState, putKind } from './kinds.ts';

export const policyRoutes: readonly Route[] = [
  row('ReplicationPolicies_List', 'GET', `${VAULT}/replicationPolicies`, 'replicationPolicies/read', list),
  row('ReplicationPolicies_Get', 'GET', POLICY, 'replicationPolicies/read', get),
  row('ReplicationPolicies_Create', 'PUT', POLICY, 'replicationPolicies/write', create),
  row('ReplicationPolicies_Update', 'PATCH', POLICY, 'replicationPolicies/write', update),
  row('ReplicationPolicies_Delete', 'DELETE', POLICY, 'replicationPolicies/delete', remove),
];

function list(request: ArmRequest): ArmResponse {
  const policies = request.world.resources.list(types.policy, requireVault(request).id) as Policy[];
  return ok({ value: policies.map(policyView), nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  return ok(policyView(requirePolicy(request)));
}

function policyView({ id, name, type, state }: Policy): Record<string, unknown> {
  return {
    id: serviceId(id),
    name,
    type,
    properties: {
      friendlyName: name,
      providerSpecificDetails: {
        instanceType: 'A2A',
        recoveryPointThresholdInMinutes: 0,
        recoveryPointHistory: state.retention,
        appConsistentFrequencyInMinutes: state.appConsistentEvery,
        multiVmSyncStatus: state.multiVmSync,
        crashConsistentFrequencyInMinutes: state.crashConsistentEvery,
      },
    },
  };
}

const settings = z.object({
  instanceType: z.literal('A2A'),
  recoveryPointHistory: z.number().int().nullish(),
  crashConsistentFrequencyInMinutes: z.number().int().nullish(),
  appConsistentFrequencyInMinutes: z.number().int().nullish(),
  multiVmSyncStatus: z.enum(['Enable', 'Disable']),
});

type Settings = z.output<typeof settings>;

const createBody = z.object({ properties: z.object({ providerSpecificInput: settings }) });
const updateBody = z.object({ properties: z.object({ replicationProviderSettings: settings }) });

function create(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const wanted = stateOf(request, parseBody(request, createBody).properties.providerSpecificInput);
  const id = childId(vault.id, 'replicationPolicies', request.params.policyName);
  const job = startPolicyJob(request, id, 'CreateProtectionProfile', 'Create replication policy', 3, () => {
    createPolicy(request.world, id, wanted);
  });
  return accepted(request, job, id, get);
}

export function createPolicy(world: World, id: string, wanted: PolicyState): Policy {
  const known = findPolicy(world, id);
  if (known === undefined) return putKind<Policy>(world, types.policy, id, wanted);
  Object.assign(known.state, wanted);
  return known;
}

function update(request: ArmRequest): ArmResponse {
  const policy = requirePolicy(request);
  const wanted = stateOf(request, parseBody(request, updateBody).properties.replicationProviderSettings);
  const job = startPolicyJob(request, policy.id, 'UpdateProtectionProfile', 'Update replication policy', 5, () => {
    Object.assign(policy.state, wanted);
  });
  return accepted(request, job, policy.id, get);
}

function stateOf(request: ArmRequest, wanted: Settings): PolicyState {
  const state: PolicyState = {
    retention: wanted.recoveryPointHistory ?? 0,
    appConsistentEvery: wanted.appConsistentFrequencyInMinutes ?? 0,
    crashConsistentEvery: wanted.crashConsistentFrequencyInMinutes ?? 5,
    multiVmSync: wanted.multiVmSyncStatus === 'Enable' ? 'Enabled' : 'Disabled',
  };
  requireSound(request, state);
  return state;
}

const FIFTEEN_DAYS = 15 * 24 * 60;

function requireSound(request: ArmRequest, { retention, appConsistentEvery, crashConsistentEvery }: PolicyState): void {
  const refuse = (code: string, message: string, action: string) => badInput(request, code, message, action);
  if (retention < 0 || retention > FIFTEEN_DAYS) {
    throw refuse(
      'InvalidRecoveryPointHistory',
      `A retention of ${retention} minutes is outside the range of 0 to ${FIFTEEN_DAYS} minutes.`,
      'Give the retention in minutes, 15 days at most.',
    );
  }
  if (appConsistentEvery !== 0 && (appConsistentEvery < 60 || appConsistentEvery > 720)) {
    throw refuse(
      'InvalidAppConsistentFrequency',
      `An app-consistent snapshot frequency of ${appConsistentEvery} minutes is outside the range of 60 to 720 minutes.`,
      'Give 0 to switch app-consistent snapshots off, or 60 to 720 minutes.',
    );
  }
  if (retention > 0 && appConsistentEvery > retention) {
    throw refuse(
      'AppConsistentFrequencyExceedsRetention',
      `The app-consistent snapshot frequency of ${appConsistentEvery} minutes is above the retention of ${retention} minutes.`,
      'Lower the frequency or raise the retention.',
    );
  }
  if (crashConsistentEvery !== 5) {
    throw refuse(
      'InvalidCrashConsistentFrequency',
      `A crash-consistent frequency of ${crashConsistentEvery} minutes is not supported.`,
      'Crash-consistent recovery points are made every 5 minutes.',
    );
  }
}

function startPolicyJob(
  request: ArmRequest,
  id: string,
  scenario: string,
  friendlyName: string,
  seconds: number,
  complete: () => void,
): Job {
  const target = { id: policyGuid(id), name: nameOf(id), type: 'ProtectionProfile' as const };
  return startShortJob(request, {
    vaultId: requireVault(request).id,
    scenario,
    friendlyName,
    target,
    seconds,
    complete,
  });
}

export function policyGuid(policyId: string): string {
  return guidOf('policy', policyId);
}

function remove(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const policy = findPolicy(request.world, childId(vault.id, 'replicationPolicies', request.params.policyName));
  if (policy === undefined) return noContent();
  const mappings = request.world.resources.list(types.mapping, vault.id) as Mapping[];
  const isUsed =
    mappings.some((mapping) => sameId(mapping.state.policyId, policy.id)) ||
    itemsOf(request.world, vault.id).some((item) => sameId(item.state.policyId, policy.id));
  if (isUsed) {
    throw conflict(
      request,
      'ProtectionProfileInUse',
      `The policy '${policy.name}' is associated with protection containers.`,
      'Remove the container mappings that use it first.',
    );
  }
  const job = startPolicyJob(
    request,
    policy.id,
    'DeleteProtectionProfile',
    'Delete replication policy',
    1,
    () => void request.world.resources.delete(policy.id),
  );
  return accepted(request, job, policy.id, noContent);
}
