import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { parameter } from '../resources/parameters.ts';

export const storageService = 'storage';

/** Storage's style: 202 with a Location and nothing else; the address answers 202 until it can give the result. */
export function accepted(request: ArmRequest, location: string, operationId: string): ArmResponse {
  const { origin, params, apiVersion } = request;
  const address = `${origin}/subscriptions/${params.subscriptionId}/providers/Microsoft.Storage/locations/${location}/asyncoperations/${operationId}`;
  return {
    status: 202,
    headers: { Location: `${address}?monitor=true&api-version=${apiVersion}`, 'Retry-After': '17' },
  };
}

export const operationRoutes: readonly Route[] = [
  {
    operation: 'StorageAccounts_AsyncOperation',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/locations/{location}/asyncoperations/{operationId}',
    action: null,
    coverage: 'supported',
    handle: (request) => {
      const id = parameter(request, 'operationId');
      const operation = request.world.operations.find(storageService, id);
      if (!operation) throw new ArmError(404, 'OperationNotFound', `The operation '${id}' was not found.`);
      if (operation.status === 'InProgress') return accepted(request, parameter(request, 'location'), id);
      if (operation.error) throw new ArmError(409, operation.error.code, operation.error.message);
      return operation.result === undefined ? { status: 200 } : { status: 200, body: operation.result };
    },
  },
];
