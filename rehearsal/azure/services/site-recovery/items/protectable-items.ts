import { page } from '../../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import { computeTypes, type VirtualMachine } from '../../compute/shapes.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import type { Container } from '../infrastructure/kinds.ts';
import { filterOf } from '../jobs/job-filter.ts';
import { CONTAINER, guidOf, parentOf, serviceId, types } from '../names.ts';
import { ok, row } from '../routes.ts';
import { missing, requireContainer } from '../vault/lookup.ts';
import { itemOfMachine } from './item-store.ts';
import { providerId } from './item-view.ts';

const ACTION = 'replicationFabrics/replicationProtectionContainers/replicationProtectableItems/read';
const NOTE = 'Azure discovers nothing for its own machines here; the rehearsal lists those of the region.';

export const protectableItemRoutes: readonly Route[] = [
  row(
    'ReplicationProtectableItems_ListByReplicationProtectionContainers',
    'GET',
    `${CONTAINER}/replicationProtectableItems`,
    ACTION,
    list,
    NOTE,
  ),
  row(
    'ReplicationProtectableItems_Get',
    'GET',
    `${CONTAINER}/replicationProtectableItems/{protectableItemName}`,
    ACTION,
    get,
    NOTE,
  ),
];

function machinesNear(world: World, container: Container): VirtualMachine[] {
  const region = fabricOf(world, container.id)?.state.region;
  const subscription = container.id.split('/').slice(0, 3).join('/');
  const machines = world.resources.list(computeTypes.virtualMachines, subscription) as VirtualMachine[];
  return machines.filter(({ location }) => location === region);
}

function list(request: ArmRequest): ArmResponse {
  const container = requireContainer(request);
  const { state } = filterOf(request);
  const machines = machinesNear(request.world, container).filter(
    (machine) => state === undefined || statusOf(request.world, machine).toLowerCase() === state.toLowerCase(),
  );
  const { value, nextLink } = page(request, machines, {
    size: 200,
    view: (machine) => view(request.world, container, machine),
  });
  return ok({ value, nextLink: nextLink ?? null });
}

function get(request: ArmRequest): ArmResponse {
  const container = requireContainer(request);
  const name = `${request.params.protectableItemName}`;
  const machine = machinesNear(request.world, container).find((one) => nameFor(one) === name.toLowerCase());
  return machine === undefined
    ? missing(request, 'protectable item', name)
    : ok(view(request.world, container, machine));
}

function nameFor(machine: VirtualMachine): string {
  return guidOf('protectable', machine.id);
}

function statusOf(world: World, machine: VirtualMachine): string {
  return itemOfMachine(world, machine.id) === undefined ? 'Unprotected' : 'Protected';
}

function view(world: World, container: Container, machine: VirtualMachine): Record<string, unknown> {
  const item = itemOfMachine(world, machine.id);
  return {
    id: serviceId(`${container.id}/replicationProtectableItems/${nameFor(machine)}`),
    name: nameFor(machine),
    type: types.protectableItem,
    properties: {
      friendlyName: machine.name,
      protectionStatus: statusOf(world, machine),
      replicationProtectedItemId: item === undefined ? null : serviceId(item.id),
      recoveryServicesProviderId: providerId(parentOf(container.id)),
      protectionReadinessErrors: [],
      supportedReplicationProviders: ['A2A'],
      customDetails: { instanceType: 'ReplicationGroupDetails' },
    },
  };
}
