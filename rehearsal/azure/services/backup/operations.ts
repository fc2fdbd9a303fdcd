import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import { signedAddress } from '../../wire/signed-address.ts';
import type { Operation } from '../../world/operations.ts';
import type { StateKey, World } from '../../world/world.ts';
import { requireVault } from '../vaults/vault.ts';
import { resourceNotFound } from './errors.ts';
import type { BackupJob } from './jobs.ts';
import { azureTime, NO_TIME, SECOND } from './times.ts';

/** What the addresses of a 202 tell about. */
export interface BackupOperation {
  readonly id: string;
  readonly vaultId: string;
  readonly startedAt: number;
  readonly outcome: (now: number) => Outcome;
}

interface Outcome {
  readonly status: Operation['status'];
  readonly error?: { code: string; message: string } | undefined;
  readonly properties?: Record<string, unknown>;
}

const OPERATIONS: StateKey<Map<string, BackupOperation>> = { name: 'backup-operations', make: () => new Map() };

/** Seconds until an operation that has only to make a job says so. */
const SECONDS_TO_MAKE_A_JOB = 2;

/** An operation that has succeeded as soon as its job exists: it says nothing of how the job goes. */
export function followStart(request: ArmRequest, job: BackupJob): BackupOperation {
  const madeAt = job.startedAt + SECONDS_TO_MAKE_A_JOB * SECOND;
  const made: Outcome = { status: 'Succeeded', properties: jobInfo(job) };
  return register(request.world, job.vaultId, (now) => (now < madeAt ? { status: 'InProgress' } : made));
}

/** An operation that goes on for as long as its job. */
export function followEnd(request: ArmRequest, job: BackupJob): BackupOperation {
  return register(request.world, job.vaultId, () => {
    const { status, error } = job.work;
    return status === 'Succeeded' ? { status, properties: jobInfo(job) } : { status, error };
  });
}

interface Work {
  readonly vaultId: string;
  readonly seconds: number;
  readonly properties?: Record<string, unknown>;
}

/** An operation without a job. */
export function startWork(request: ArmRequest, { vaultId, seconds, properties }: Work): BackupOperation {
  const work = request.world.operations.start({ service: 'backup', seconds, complete: () => undefined });
  return register(request.world, vaultId, () => ({
    status: work.status,
    error: work.error,
    ...(properties && { properties }),
  }));
}

function jobInfo(job: BackupJob): Record<string, unknown> {
  return { objectType: 'OperationStatusJobExtendedInfo', jobId: job.name };
}

function register(world: World, vaultId: string, outcome: BackupOperation['outcome']): BackupOperation {
  const operation = { id: world.guid(), vaultId, startedAt: world.clock.now(), outcome };
  world.state(OPERATIONS).set(operation.id, operation);
  return operation;
}

/** As `addressesFor`; some calls name the status by a version of Azure's own choice. */
export function oldAddressesFor(
  request: ArmRequest,
  operation: BackupOperation,
  below: string,
): Record<string, string> {
  const { Location, 'Azure-AsyncOperation': status } = addressesFor(request, operation, below);
  return {
    'Azure-AsyncOperation': `${status}`.replace(/api-version=[^&]*/, 'api-version=2019-05-13-preview'),
    Location: `${Location}`,
  };
}

/** The two addresses of a 202, below the resource that the call was about. */
export function addressesFor(request: ArmRequest, operation: BackupOperation, below: string): Record<string, string> {
  return addresses(request, operation, `${below}/operationsStatus`, `${below}/operationResults`);
}

/** The same where Azure Backup answers with addresses below the vault itself. */
export function vaultAddressesFor(request: ArmRequest, operation: BackupOperation): Record<string, string> {
  const { vaultId } = operation;
  return addresses(request, operation, `${vaultId}/backupOperations`, `${vaultId}/backupOperationResults`);
}

export function addresses(
  request: ArmRequest,
  operation: { readonly id: string },
  statuses: string,
  results: string,
): Record<string, string> {
  const now = request.world.clock.now();
  const at = (place: string) =>
    signedAddress(`${request.origin}${place}/${operation.id}?api-version=${request.apiVersion}`, now);
  return { 'Azure-AsyncOperation': at(statuses), Location: at(results) };
}

export function statusView(operation: BackupOperation, id: string, now: number): Record<string, unknown> {
  const { status, error, properties } = operation.outcome(now);
  const begun = azureTime(operation.startedAt);
  return {
    id,
    name: operation.id,
    status: status === 'Cancelled' ? 'Canceled' : status,
    startTime: begun,
    endTime: status === 'InProgress' ? NO_TIME : begun,
    ...(error && { error }),
    ...(status === 'Succeeded' && properties && { properties }),
  };
}

export function resultOf(request: ArmRequest, operation: BackupOperation): ArmResponse | undefined {
  const { status, error } = operation.outcome(request.world.clock.now());
  if (error !== undefined) throw new ArmError(400, error.code, error.message);
  if (status !== 'InProgress') return undefined;
  const address = `${request.origin}${request.path}?api-version=${request.apiVersion}`;
  return { status: 202, headers: { Location: signedAddress(address, request.world.clock.now()) } };
}

export function requireOperation(request: ArmRequest): BackupOperation {
  const vault = requireVault(request);
  const operation = findOperation(request.world, `${request.params.operationId}`);
  if (operation?.vaultId.toLowerCase() === vault.id.toLowerCase()) return operation;
  throw resourceNotFound('operation', `${request.params.operationId}`);
}

export function findOperation(world: World, id: string): BackupOperation | undefined {
  return world.state(OPERATIONS).get(id.toLowerCase());
}
