import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { signedAddress } from '../../wire/signed-address.ts';
import type { Operation } from '../../world/operations.ts';
import { locationParam } from './addressed.ts';
import { type Counter, remaining } from './remaining.ts';
import { computeTime } from './times.ts';

/** Machines and restore points have their operations in one place, disks and snapshots in another. */
type Side = 'operations' | 'DiskOperations';

const RETRY_AFTER: Readonly<Record<Side, number>> = { operations: 10, DiskOperations: 2 };

interface LongRunning {
  readonly side: Side;
  readonly location: string;
  readonly seconds: number;
  /** What it returns is the operation's output. */
  readonly complete: () => unknown;
  readonly fail?: () => void;
}

/** Starts the work; the headers tell where its status is, and where its outcome will be. */
export function startLongRunning(request: ArmRequest, work: LongRunning): Record<string, string> {
  const { side, location, seconds, complete, fail } = work;
  const { id } = request.world.operations.start({ service: serviceOf(side), seconds, complete, ...(fail && { fail }) });
  return {
    'Azure-AsyncOperation': addressOf(request, side, location, id, false),
    Location: addressOf(request, side, location, id, true),
    'Retry-After': String(RETRY_AFTER[side]),
  };
}

/** Creating machines and restore points tells the status address only. */
export function withoutLocation({ Location: _, ...headers }: Record<string, string>): Record<string, string> {
  return headers;
}

function serviceOf(side: Side): string {
  return `compute ${side}`;
}

function addressOf(request: ArmRequest, side: Side, location: string, id: string, monitor: boolean): string {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(request.path)?.[0] ?? '';
  const query = new URLSearchParams({ p: id });
  if (monitor) query.set('monitor', 'true');
  query.set('api-version', request.apiVersion);
  const place = `${request.origin}${subscription}/providers/Microsoft.Compute/locations/${location}/${side}/${id}`;
  return signedAddress(`${place}?${query}`, request.world.clock.now());
}

function readOperation(side: Side, counter: Counter) {
  return (request: ArmRequest): ArmResponse => {
    const operation = request.world.operations.find(serviceOf(side), request.params.operationId ?? '');
    if (operation === undefined) throw unknownOperation(request);
    const headers = remaining(counter);
    if (request.query.get('monitor') === 'true') return outcome(request, operation, side, headers);
    return { status: 200, headers: { ...headers, ...hurry(operation, side) }, body: statusOf(operation) };
  };
}

function unknownOperation({ params }: ArmRequest): ArmError {
  return new ArmError(404, 'NotFound', `The operation '${params.operationId}' was not found.`);
}

function hurry(operation: Operation, side: Side): Record<string, string> {
  return operation.status === 'InProgress' ? { 'Retry-After': String(RETRY_AFTER[side]) } : {};
}

function statusOf(operation: Operation): Record<string, unknown> {
  const { id, startedAt, endedAt, status, result, error } = operation;
  return {
    startTime: computeTime(startedAt),
    ...(endedAt !== undefined && { endTime: computeTime(endedAt) }),
    status,
    ...(result !== undefined && status === 'Succeeded' && { properties: { output: result } }),
    ...(error !== undefined && { error }),
    name: id,
  };
}

function outcome(request: ArmRequest, operation: Operation, side: Side, headers: Record<string, string>): ArmResponse {
  if (operation.status === 'InProgress') {
    const location = addressOf(request, side, locationParam(request), operation.id, true);
    return { status: 202, headers: { ...headers, ...hurry(operation, side), Location: location } };
  }
  if (operation.error !== undefined) throw new ArmError(409, operation.error.code, operation.error.message);
  return { status: 200, headers, ...(operation.result !== undefined && { body: operation.result }) };
}

/** The addresses carry proof of the call that they belong to: no role is asked for. */
export const operationRoutes: readonly Route[] = [
  {
    operation: 'Compute_GetOperation',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/operations/{operationId}',
    action: null,
    coverage: 'supported',
    handle: readOperation('operations', 'readOperation'),
  },
  {
    operation: 'Compute_GetDiskOperation',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/DiskOperations/{operationId}',
    action: null,
    coverage: 'supported',
    handle: readOperation('DiskOperations', 'readDiskOperation'),
  },
];
