import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { parameter } from '../resources/parameters.ts';

const service = 'network';
const root = '/subscriptions/{subscriptionId}/providers/Microsoft.Network/locations/{location}';

interface NetworkWork<Result> {
  readonly location: string;
  readonly seconds: number;
  readonly complete: () => Result;
  readonly fail?: () => void;
}

/** A change of a resource: its body at once, and an Azure-AsyncOperation to follow. */
export function acceptedChange(
  request: ArmRequest,
  work: NetworkWork<void>,
  answer: { status: 200 | 201; body: unknown },
): ArmResponse {
  const id = start(request, work);
  return {
    ...answer,
    headers: { 'Azure-AsyncOperation': address(request, work.location, 'operations', id), 'Retry-After': '10' },
  };
}

/** A deletion or a question that takes time: 202 with both addresses; the result is at the Location. */
export function acceptedWork<Result>(request: ArmRequest, work: NetworkWork<Result>): ArmResponse {
  return pending(request, work.location, start(request, work));
}

function start<Result>({ world }: ArmRequest, { seconds, complete, fail }: NetworkWork<Result>): string {
  return world.operations.start({ service, seconds, complete, ...(fail ? { fail } : {}) }).id;
}

function pending(request: ArmRequest, location: string, id: string): ArmResponse {
  return {
    status: 202,
    headers: {
      Location: address(request, location, 'operationResults', id),
      'Azure-AsyncOperation': address(request, location, 'operations', id),
      'Retry-After': '10',
    },
  };
}

function address({ origin, params, apiVersion }: ArmRequest, location: string, kind: string, id: string): string {
  const base = `${origin}/subscriptions/${params.subscriptionId}/providers/Microsoft.Network/locations/${location}`;
  return `${base}/${kind}/${id}?api-version=${apiVersion}`;
}

export const operationRoutes: readonly Route[] = [
  {
    operation: 'Network_OperationStatus',
    method: 'GET',
    path: `${root}/operations/{operationId}`,
    action: null,
    coverage: 'supported',
    handle: (request) => {
      const { status, error } = operationIn(request);
      if (status === 'InProgress') return { status: 200, body: { status }, headers: { 'Retry-After': '10' } };
      return { status: 200, body: { status, ...(error ? { error: { ...error, details: [] } } : {}) } };
    },
  },
  {
    operation: 'Network_OperationResult',
    method: 'GET',
    path: `${root}/operationResults/{operationId}`,
    action: null,
    coverage: 'supported',
    handle: (request) => {
      const { id, status, error, result } = operationIn(request);
      if (status === 'InProgress') return pending(request, parameter(request, 'location'), id);
      if (error) throw new ArmError(400, error.code, error.message, { details: [] });
      return result === undefined ? { status: 204 } : { status: 200, body: result };
    },
  },
];

function operationIn(request: ArmRequest) {
  const id = parameter(request, 'operationId');
  const operation = request.world.operations.find(service, id);
  if (operation) return operation;
  throw new ArmError(404, 'OperationNotFound', `Operation ${id} was not found.`, { details: [] });
}
