import { parseBody } from '../../../wire/body.ts';
import { page } from '../../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { regionNamed } from '../../resources/regions.ts';
import { badInput } from '../errors.ts';
import { pairRegions } from '../infrastructure/pairing.ts';
import { defaultCacheAccount, defaultDisks } from '../items/default-disks.ts';
import { requireGroup } from '../items/disk-input.ts';
import { enableWork } from '../items/enable.ts';
import { requireProtectable, requireTargetNetwork } from '../items/enable-checks.ts';
import { startRequestedJob } from '../items/guards.ts';
import { putItem } from '../items/item-store.ts';
import { mappedNetwork, newItemState } from '../items/new-item.ts';
import type { Job } from '../jobs/job.ts';
import { serviceId, types, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { siteRecoveryState } from '../state.ts';
import { type IntentWish, intentBody } from './intent-body.ts';
import { findFabric, missing, requireVault } from './lookup.ts';

const INTENT = `${VAULT}/replicationProtectionIntents/{intentObjectName}`;
const ACTION = 'replicationProtectionIntents';

export const intentRoutes: readonly Route[] = [
  row('ReplicationProtectionIntents_List', 'GET', `${VAULT}/replicationProtectionIntents`, `${ACTION}/read`, list),
  row('ReplicationProtectionIntents_Get', 'GET', INTENT, `${ACTION}/read`, get),
  row(
    'ReplicationProtectionIntents_Create',
    'PUT',
    INTENT,
    `${ACTION}/write`,
    create,
    'No traffic of it was ever seen. It makes the infrastructure and the cache account, and leaves the network to be given or mapped.',
  ),
];

/** What is kept of an intent: what was wished, and the job that fulfils it. */
interface Intent {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly jobId: string;
  readonly friendlyName: string;
  readonly wish: IntentWish;
}

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const prefix = `${vault.id.toLowerCase()}/`;
  const intents = [...request.world.state(siteRecoveryState).intents]
    .filter(([id]) => id.startsWith(prefix))
    .map(([, intent]) => intent as unknown as Intent);
  const { value, nextLink } = page(request, intents, {
    size: 100,
    parameter: 'skipToken',
    view: (intent) => intentView(request, intent),
  });
  return ok({ value, nextLink: nextLink ?? null });
}

function get(request: ArmRequest): ArmResponse {
  const id = intentIdIn(request);
  const intent = request.world.state(siteRecoveryState).intents.get(id.toLowerCase());
  return intent === undefined
    ? missing(request, 'protection intent', request.params.intentObjectName)
    : ok(intentView(request, intent as unknown as Intent));
}

function intentIdIn(request: ArmRequest): string {
  return `${requireVault(request).id}/replicationProtectionIntents/${request.params.intentObjectName}`;
}

function intentView(
  request: ArmRequest,
  { id, name, jobId, friendlyName, createdAt, wish }: Intent,
): Record<string, unknown> {
  const job = request.world.state(siteRecoveryState).jobs.get(jobId);
  const {
    protectionProfileCustomInput,
    primaryStagingStorageAccountCustomInput,
    recoveryVirtualNetworkCustomInput,
    recoveryAvailabilitySetCustomInput,
    ...rest
  } = wish;
  return {
    id: serviceId(id),
    name,
    type: types.intent,
    properties: {
      friendlyName,
      jobId: serviceId(`${requireVault(request).id}/replicationJobs/${jobId}`),
      jobState: job?.state ?? 'Succeeded',
      isActive: job?.state === 'InProgress',
      creationTimeUTC: new Date(createdAt).toISOString(),
      providerSpecificDetails: {
        ...rest,
        ...(protectionProfileCustomInput && { protectionProfile: protectionProfileCustomInput }),
        ...(primaryStagingStorageAccountCustomInput && {
          primaryStagingStorageAccount: primaryStagingStorageAccountCustomInput,
        }),
        ...(recoveryVirtualNetworkCustomInput && { recoveryVirtualNetwork: recoveryVirtualNetworkCustomInput }),
        ...(recoveryAvailabilitySetCustomInput && { recoveryAvailabilitySet: recoveryAvailabilitySetCustomInput }),
      },
    },
  };
}

/** One call that makes whatever is missing, as the portal does, and enables the replication. */
function create(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const wish = parseBody(request, intentBody).properties.providerSpecificDetails;
  const [source, target] = [
    requireRegion(request, wish.primaryLocation),
    requireRegion(request, wish.recoveryLocation),
  ];
  requireGroup(request, wish.recoveryResourceGroupId);
  const job = startEnabling(request, vault.id, source, target, wish);
  const id = intentIdIn(request);
  const intent: Intent = {
    id,
    name: `${request.params.intentObjectName}`,
    createdAt: request.world.clock.now(),
    jobId: job.id,
    friendlyName: job.target.name,
    wish,
  };
  request.world.state(siteRecoveryState).intents.set(id.toLowerCase(), { ...intent });
  return ok(intentView(request, intent));
}

function requireRegion(request: ArmRequest, location: string): string {
  const region = regionNamed(location);
  if (region === undefined)
    throw badInput(request, 'InvalidLocation', `'${location}' is not a region of Azure.`, 'Name a region of Azure.');
  return region.name;
}

function startEnabling(request: ArmRequest, vaultId: string, source: string, target: string, wish: IntentWish): Job {
  const { world } = request;
  const pairing = pairRegions(world, { vaultId, source, target });
  const fabric = findFabric(world, pairing.sourceFabricId) ?? missing(request, 'fabric', source);
  const machine = requireProtectable(request, wish.fabricObjectId, fabric);
  const networkId =
    idIn(wish.recoveryVirtualNetworkCustomInput, 'recoveryVirtualNetworkId') ??
    mappedNetwork(world, machine.id, pairing.sourceContainerId);
  if (networkId !== undefined) requireTargetNetwork(request, networkId, pairing.targetContainerId);
  const cacheId =
    idIn(wish.primaryStagingStorageAccountCustomInput, 'azureStorageAccountId') ?? defaultCacheAccount(world, machine);
  const state = newItemState(world, machine, {
    policyId: pairing.policyId,
    containerId: pairing.sourceContainerId,
    recoveryContainerId: pairing.targetContainerId,
    recoveryResourceGroupId: wish.recoveryResourceGroupId,
    recoveryNetworkId: networkId,
    recoverySubnet: undefined,
    availabilitySetId: idIn(wish.recoveryAvailabilitySetCustomInput, 'recoveryAvailabilitySetId'),
    zone: wish.recoveryAvailabilityZone ?? undefined,
    disks: defaultDisks(world, machine, wish.recoveryResourceGroupId, cacheId),
    group: undefined,
    settings: { nics: new Map() },
  });
  const item = putItem(world, `${pairing.sourceContainerId}/replicationProtectedItems/${machine.name}`, state);
  return startRequestedJob(request, item, enableWork(world, item, machine));
}

function idIn(input: Readonly<Record<string, unknown>> | null | undefined, field: string): string | undefined {
  const id = input?.[field];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
