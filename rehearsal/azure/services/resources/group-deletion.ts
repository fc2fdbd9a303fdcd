import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { parameter } from './parameters.ts';
import { typesInGroups } from './providers-data.ts';

const service = 'resources';
const secondsAtLeast = 30;
const secondsEach = 15;

/** Accepted with a Location only; the address answers 202 until the group and all that lay in it are gone. */
export function deleteGroup(request: ArmRequest, group: ArmResource): ArmResponse {
  const { world } = request;
  const contents = resourcesIn(world, group.id);
  if (group.properties.provisioningState !== 'Deleting') group.properties = { provisioningState: 'Deleting' };
  const operation = world.operations.start({
    service,
    seconds: secondsAtLeast + secondsEach * Math.min(contents.length, 20),
    complete: () => {
      for (const { id } of resourcesIn(world, group.id)) world.resources.delete(id);
      world.resources.delete(group.id);
    },
    fail: () => {
      group.properties = { provisioningState: 'Failed' };
    },
  });
  return accepted(request, operation.id);
}

export const groupDeletionRoutes: readonly Route[] = [
  {
    operation: 'ResourceGroups_DeletionResult',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/operationresults/{operationId}',
    action: null,
    coverage: 'supported',
    handle: (request) => {
      const id = parameter(request, 'operationId');
      const operation = request.world.operations.find(service, id);
      if (!operation) throw new ArmError(404, 'NotFound', `The operation '${id}' could not be found.`);
      if (operation.status === 'InProgress') return accepted(request, id);
      if (operation.error) throw new ArmError(409, operation.error.code, operation.error.message);
      return { status: 200 };
    },
  },
];

function accepted({ origin, params, apiVersion }: ArmRequest, operationId: string): ArmResponse {
  const location = `${origin}/subscriptions/${params.subscriptionId}/operationresults/${operationId}?api-version=${apiVersion}`;
  return { status: 202, headers: { Location: location, 'Retry-After': '15' } };
}

function resourcesIn(world: World, groupId: string): ArmResource[] {
  return typesInGroups.flatMap((type) => world.resources.list(type, groupId));
}
