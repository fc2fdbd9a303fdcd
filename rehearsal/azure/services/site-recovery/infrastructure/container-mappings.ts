import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput, conflict } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import { startShortJob } from '../jobs/start.ts';
import { CONTAINER, guidOf, MAPPING, parentOf, serviceId, types, VAULT } from '../names.ts';
import { noContent, ok, row } from '../routes.ts';
import {
  childId,
  findContainer,
  findMapping,
  findPolicy,
  itemsOf,
  missing,
  requireContainer,
  requireVault,
} from '../vault/lookup.ts';
import { fabricOf, mappingsTouching } from './containers.ts';
import { type Mapping, putKind } from './kinds.ts';

const ACTION = 'replicationFabrics/replicationProtectionContainers/replicationProtectionContainerMappings';

export const containerMappingRoutes: readonly Route[] = [
  row(
    'ReplicationProtectionContainerMappings_List',
    'GET',
    `${VAULT}/replicationProtectionContainerMappings`,
    `${ACTION}/read`,
    listAll,
  ),
  row(
    'ReplicationProtectionContainerMappings_ListByReplicationProtectionContainers',
    'GET',
    `${CONTAINER}/replicationProtectionContainerMappings`,
    `${ACTION}/read`,
    listOfContainer,
  ),
  row('ReplicationProtectionContainerMappings_Get', 'GET', MAPPING, `${ACTION}/read`, get),
  row('ReplicationProtectionContainerMappings_Create', 'PUT', MAPPING, `${ACTION}/write`, create),
  row('ReplicationProtectionContainerMappings_Update', 'PATCH', MAPPING, `${ACTION}/write`, update),
  row('ReplicationProtectionContainerMappings_Purge', 'DELETE', MAPPING, `${ACTION}/delete`, remove),
  row('ReplicationProtectionContainerMappings_Delete', 'POST', `${MAPPING}/remove`, `${ACTION}/remove/action`, remove),
];

function listAll(request: ArmRequest): ArmResponse {
  const mappings = request.world.resources.list(types.mapping, requireVault(request).id) as Mapping[];
  return ok({ value: mappings.map((mapping) => mappingView(request.world, mapping)), nextLink: null });
}

/** Azure lists the mappings from the container as well as those to it. */
function listOfContainer(request: ArmRequest): ArmResponse {
  const mappings = mappingsTouching(request.world, requireContainer(request).id);
  return ok({ value: mappings.map((mapping) => mappingView(request.world, mapping)), nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  return ok(mappingView(request.world, requireMapping(request)));
}

function mappingIdIn(request: ArmRequest): string {
  return childId(requireContainer(request).id, 'replicationProtectionContainerMappings', request.params.mappingName);
}

function requireMapping(request: ArmRequest): Mapping {
  return (
    findMapping(request.world, mappingIdIn(request)) ??
    missing(request, 'protection container mapping', request.params.mappingName)
  );
}

function mappingView(world: World, mapping: Mapping): Record<string, unknown> {
  const sourceId = parentOf(mapping.id);
  const { targetContainerId, policyId, agentAutoUpdate, automationAccountId, authentication } = mapping.state;
  const schedule = agentAutoUpdate === 'Enabled' && automationAccountId !== null;
  return {
    id: serviceId(mapping.id),
    name: mapping.name,
    type: mapping.type,
    properties: {
      targetProtectionContainerId: serviceId(targetContainerId),
      targetProtectionContainerFriendlyName: nameOf(targetContainerId),
      providerSpecificDetails: {
        instanceType: 'A2A',
        agentAutoUpdateStatus: agentAutoUpdate,
        automationAccountAuthenticationType: authentication,
        automationAccountArmId: automationAccountId,
        scheduleName: schedule ? `${mapping.name}_${guidOf('container', sourceId)}` : null,
        jobScheduleName: schedule ? guidOf('schedule', mapping.id) : null,
      },
      health: 'Normal',
      healthErrorDetails: [],
      policyId: serviceId(policyId),
      state: 'Paired',
      sourceProtectionContainerFriendlyName: nameOf(sourceId),
      sourceFabricFriendlyName: fabricOf(world, sourceId)?.state.friendlyName ?? '',
      targetFabricFriendlyName: fabricOf(world, targetContainerId)?.state.friendlyName ?? '',
      policyFriendlyName: nameOf(policyId),
    },
  };
}

const providerInput = z.object({
  instanceType: z.literal('A2A'),
  agentAutoUpdateStatus: z.enum(['Enabled', 'Disabled']).nullish(),
  automationAccountArmId: z.string().nullish(),
  automationAccountAuthenticationType: z.enum(['RunAsAccount', 'SystemAssignedIdentity']).nullish(),
});

type ProviderInput = z.output<typeof providerInput>;

const createBody = z.object({
  properties: z.object({
    targetProtectionContainerId: z.string().min(1),
    policyId: z.string().min(1),
    providerSpecificInput: providerInput.nullish(),
  }),
});

function create(request: ArmRequest): ArmResponse {
  const { world } = request;
  const id = mappingIdIn(request);
  const { targetProtectionContainerId, policyId, providerSpecificInput } = parseBody(request, createBody).properties;
  const target =
    findContainer(world, targetProtectionContainerId) ??
    missing(request, 'protection container', nameOf(targetProtectionContainerId));
  const policy = findPolicy(world, policyId) ?? missing(request, 'policy', nameOf(policyId));
  requireOtherRegion(request, parentOf(id), target.id);
  const job = startMappingJob(request, id, 'PairClouds', 'Associate replication policy', 68, () => {
    const mapping = createMapping(world, id, target.id, policy.id);
    applyInput(mapping, providerSpecificInput ?? undefined);
  });
  return accepted(request, job, id, get);
}

function requireOtherRegion(request: ArmRequest, sourceId: string, targetId: string): void {
  if (!sameId(parentOf(sourceId), parentOf(targetId))) return;
  throw badInput(
    request,
    'SourceAndTargetFabricAreSame',
    'A container can be mapped to a container of another fabric only.',
    'Name a target container of another fabric.',
  );
}

export function createMapping(world: World, id: string, targetContainerId: string, policyId: string): Mapping {
  const known = findMapping(world, id);
  if (known !== undefined) return known;
  return putKind<Mapping>(world, types.mapping, id, {
    targetContainerId,
    policyId,
    agentAutoUpdate: 'Disabled',
    automationAccountId: null,
    authentication: 'RunAsAccount',
  });
}

function applyInput({ state }: Mapping, input: ProviderInput | undefined): void {
  state.agentAutoUpdate = input?.agentAutoUpdateStatus ?? state.agentAutoUpdate;
  state.automationAccountId = input?.automationAccountArmId ?? state.automationAccountId;
  state.authentication = input?.automationAccountAuthenticationType ?? state.authentication;
}

function startMappingJob(
  request: ArmRequest,
  id: string,
  scenario: string,
  friendlyName: string,
  seconds: number,
  complete: () => void,
): Job {
  const target = { id: guidOf('mapping', id), name: nameOf(id), type: 'ProtectionProfile' as const };
  return startShortJob(request, {
    vaultId: requireVault(request).id,
    scenario,
    friendlyName,
    target,
    seconds,
    complete,
  });
}

const updateBody = z.object({ properties: z.object({ providerSpecificInput: providerInput.nullish() }).nullish() });

function update(request: ArmRequest): ArmResponse {
  const mapping = requireMapping(request);
  const input = parseBody(request, updateBody).properties?.providerSpecificInput ?? undefined;
  const job = startMappingJob(request, mapping.id, 'UpdateCloudPairing', 'Update replication settings', 5, () =>
    applyInput(mapping, input),
  );
  return accepted(request, job, mapping.id, get);
}

function remove(request: ArmRequest): ArmResponse {
  const mapping = findMapping(request.world, mappingIdIn(request));
  if (mapping === undefined) return noContent();
  requireUnused(request, mapping);
  const job = startMappingJob(
    request,
    mapping.id,
    'UnpairClouds',
    'Dissociate replication policy',
    1,
    () => void request.world.resources.delete(mapping.id),
  );
  return accepted(request, job, mapping.id, noContent);
}

function requireUnused(request: ArmRequest, mapping: Mapping): void {
  const items = itemsOf(request.world, parentOf(mapping.id));
  const using = items.filter((item) => sameId(item.state.recoveryContainerId, mapping.state.targetContainerId));
  if (using.length === 0) return;
  throw conflict(
    request,
    'ProtectionContainerMappingInUse',
    `${using.length} protected items are replicated by the mapping '${mapping.name}'.`,
    'Disable the replication of the items first.',
  );
}
