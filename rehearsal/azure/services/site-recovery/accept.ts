import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { signedAddress } from '../../wire/signed-address.ts';
import { notFound } from './errors.ts';
import type { Job } from './jobs/job.ts';
import { CONTAINER, FABRIC, ITEM, JOB, MAPPING, NETWORK_MAPPING, PLAN, POLICY, serviceId, VAULT } from './names.ts';
import { row } from './routes.ts';
import { type AcceptedOperation, siteRecoveryState } from './state.ts';
import { fineTime, operationEnd } from './times.ts';

/** The 202 of every changing call; the operation's id is the job's id. `ownerId` is what `operationresults` hangs off. */
export function accepted(
  request: ArmRequest,
  job: Job,
  ownerId: string,
  result: (request: ArmRequest) => ArmResponse,
): ArmResponse {
  request.world.state(siteRecoveryState).operations.set(job.id, { job, result });
  return {
    status: 202,
    headers: {
      ...pollingHeaders(request, job, ownerId),
      'Retry-After': '30',
      'x-ms-request-id': serviceId(`${job.vaultId}/replicationJobs/${job.id}`),
    },
  };
}

function pollingHeaders(request: ArmRequest, job: Job, ownerId: string): Record<string, string> {
  const now = request.world.clock.now();
  const status = `${request.origin}${serviceId(job.vaultId)}/replicationOperationStatus/${job.id}`;
  const result = `${request.origin}${serviceId(ownerId)}/operationresults/${job.id}`;
  return {
    'Azure-AsyncOperation': signedAddress(`${status}?api-version=${request.apiVersion}`, now),
    Location: signedAddress(`${result}?api-version=${request.apiVersion}`, now + 15),
  };
}

const OWNERS: readonly (readonly [operation: string, path: string, action: string])[] = [
  ['Fabrics', FABRIC, 'replicationFabrics'],
  ['ProtectionContainers', CONTAINER, 'replicationFabrics/replicationProtectionContainers'],
  [
    'ProtectionContainerMappings',
    MAPPING,
    'replicationFabrics/replicationProtectionContainers/replicationProtectionContainerMappings',
  ],
  ['NetworkMappings', NETWORK_MAPPING, 'replicationFabrics/replicationNetworks/replicationNetworkMappings'],
  ['ProtectedItems', ITEM, 'replicationFabrics/replicationProtectionContainers/replicationProtectedItems'],
  ['Policies', POLICY, 'replicationPolicies'],
  ['RecoveryPlans', PLAN, 'replicationRecoveryPlans'],
  ['Jobs', JOB, 'replicationJobs'],
  ['VaultHealth', `${VAULT}/replicationVaultHealth`, 'replicationVaultHealth'],
];

/** The two addresses under which a call can be followed. No published spec declares them. */
export const pollingRoutes: readonly Route[] = [
  row(
    'SiteRecovery_GetOperationStatus',
    'GET',
    `${VAULT}/replicationOperationStatus/{operationId}`,
    'replicationOperationStatus/read',
    getStatus,
  ),
  ...OWNERS.map(([kind, path, action]) =>
    row(
      `SiteRecovery_GetOperationResultOf${kind}`,
      'GET',
      `${path}/operationresults/{operationId}`,
      `${action}/read`,
      getResult,
    ),
  ),
];

function getStatus(request: ArmRequest): ArmResponse {
  const { job } = requireOperation(request);
  const status = statusOf(job);
  return {
    status: 200,
    body: {
      error: status === 'Failed' ? operationError(job) : null,
      id: null,
      name: request.params.operationId,
      properties: null,
      status,
      startTime: fineTime(job.startedAt),
      endTime: job.endedAt === undefined ? null : operationEnd(job.endedAt),
      percentComplete: null,
    },
  };
}

function statusOf({ state, endedAt }: Job): string {
  if (state === 'Failed') return 'Failed';
  if (state === 'Cancelled') return 'Canceled';
  return state === 'Succeeded' || endedAt !== undefined ? 'Succeeded' : 'InProgress';
}

function operationError(job: Job): Record<string, unknown> {
  const complaint = job.errors[0]?.complaint;
  return { code: complaint?.code ?? '499', message: complaint?.message ?? 'An internal error occurred.' };
}

function getResult(request: ArmRequest): ArmResponse {
  const { job, result } = requireOperation(request);
  const status = statusOf(job);
  if (status === 'InProgress') {
    const ownerId = request.path.replace(/\/operationresults\/[^/]+$/i, '');
    return { status: 202, headers: { ...pollingHeaders(request, job, ownerId), 'Retry-After': '30' } };
  }
  if (status === 'Failed') {
    const { code, message } = operationError(job);
    throw new ArmError(400, String(code), String(message));
  }
  if (status === 'Canceled') throw new ArmError(409, 'OperationCanceled', 'The operation was canceled.');
  return result(request);
}

function requireOperation(request: ArmRequest): AcceptedOperation {
  const id = `${request.params.operationId}`;
  const operation = request.world.state(siteRecoveryState).operations.get(id.toLowerCase());
  const vaultPath = request.path.split('/').slice(0, 9).join('/').toLowerCase();
  if (operation === undefined || operation.job.vaultId.toLowerCase() !== vaultPath) {
    throw notFound(request, 'operation', id);
  }
  return operation;
}
