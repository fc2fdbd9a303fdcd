import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { deleteNetworkInterface } from '../network/provision.ts';
import { groupScope, idIn, queryParam, requireOf } from './addressed.ts';
import { requireCapacity } from './capacity.ts';
import { startLongRunning } from './long-running.ts';
import { instanceView, listedMachine, machineStatus, machineView } from './machine-views.ts';
import { patchMachine, putMachine } from './machine-writes.ts';
import { IN_GROUP, IN_SUBSCRIPTION } from './paths.ts';
import { deleteDisk } from './provision-disks.ts';
import { deleteVirtualMachine, disksOf, setPower } from './provision-machines.ts';
import { setState } from './provisioning-state.ts';
import { invalidParameter, notAllowed } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type VirtualMachine } from './shapes.ts';
import { machineFacts } from './state.ts';

const PAGE = 100;
const DELETE_SECONDS = 30;
const MACHINE = `${IN_GROUP}/virtualMachines/{vmName}`;

export function machineIn(request: ArmRequest): VirtualMachine {
  return requireOf(request, computeTypes.virtualMachines, idIn(request, 'virtualMachines', 'vmName'));
}

function getMachine(request: ArmRequest): ArmResponse {
  const machine = machineIn(request);
  const body = machineView(request.world, machine, expansionIn(request));
  return { status: 200, headers: remaining('readMachine'), body };
}

function expansionIn(request: ArmRequest) {
  const wanted = queryParam(request, '$expand')?.toLowerCase();
  if (wanted === undefined || wanted === '') return {};
  if (wanted === 'instanceview') return { instanceView: true };
  if (wanted === 'userdata') return { userData: true };
  throw invalidParameter(
    'expand',
    `The value '${wanted}' of parameter '$expand' is not allowed. Allowed values are: instanceView, userData.`,
  );
}

function listMachines(scope: (request: ArmRequest) => string) {
  return (request: ArmRequest): ArmResponse => {
    const { world } = request;
    const expand = expansionIn(request);
    const statusOnly = queryParam(request, 'statusOnly')?.toLowerCase() === 'true';
    // The only filter that Compute knows here asks for the members of a scale set, and there are none.
    const filtered = queryParam(request, '$filter') !== undefined;
    const machines = filtered
      ? []
      : (world.resources.list(computeTypes.virtualMachines, scope(request)) as VirtualMachine[]);
    const view = (machine: VirtualMachine) =>
      statusOnly ? machineStatus(world, machine) : listedMachine(world, machine, expand);
    return { status: 200, headers: remaining('listMachines'), body: page(request, machines, { size: PAGE, view }) };
  };
}

function getInstanceView(request: ArmRequest): ArmResponse {
  return { status: 200, headers: remaining('readMachine'), body: instanceView(request.world, machineIn(request)) };
}

interface PowerChange {
  readonly during: 'starting' | 'stopping' | 'deallocating';
  readonly after: 'running' | 'stopped' | 'deallocated';
  readonly seconds: number;
}

function changePower({ during, after, seconds }: PowerChange) {
  return (request: ArmRequest): ArmResponse => {
    const { world } = request;
    const machine = machineIn(request);
    refuseWhileDeleting(machine);
    const facts = machineFacts(world, machine.id);
    if (after === 'running' && facts.power === 'deallocated') requireCapacityAgain(request, machine);
    if (facts.power !== after) facts.power = during;
    const headers = startLongRunning(request, {
      side: 'operations',
      location: machine.location,
      seconds,
      complete: () => setPower(world, machine.id, after),
    });
    return { status: 202, headers: { ...headers, ...remaining('updateMachine') } };
  };
}

function refuseWhileDeleting(machine: VirtualMachine): void {
  if (machine.properties.provisioningState !== 'Deleting') return;
  throw notAllowed(`Operation is not allowed on VM '${machine.name}' since the VM is marked for deletion.`);
}

/** A deallocated machine has given back its cores. */
function requireCapacityAgain({ world, params }: ArmRequest, machine: VirtualMachine): void {
  requireCapacity(world, {
    subscriptionId: params.subscriptionId ?? '',
    location: machine.location,
    size: machine.properties.hardwareProfile.vmSize,
    zones: machine.zones,
  });
}

function deleteMachine(request: ArmRequest): ArmResponse {
  const { world } = request;
  const found = world.resources.get(idIn(request, 'virtualMachines', 'vmName')) as VirtualMachine | undefined;
  if (found === undefined) return { status: 204 };
  setState(found, 'Deleting');
  const headers = startLongRunning(request, {
    side: 'operations',
    location: found.location,
    seconds: DELETE_SECONDS,
    complete: () => deleteWithParts(request, found),
    fail: () => setState(found, 'Failed'),
  });
  return { status: 202, headers: { ...headers, ...remaining('deleteMachine') } };
}

/** Disks and network interfaces go with the machine only where it was asked for. */
function deleteWithParts({ world }: ArmRequest, machine: VirtualMachine): void {
  const { storageProfile, networkProfile } = machine.properties;
  const doomed = [storageProfile.osDisk, ...storageProfile.dataDisks]
    .filter(({ deleteOption }) => deleteOption === 'Delete')
    .map(({ managedDisk }) => managedDisk?.id.toLowerCase());
  const disks = disksOf(world, machine.id).filter(({ id }) => doomed.includes(id.toLowerCase()));
  deleteVirtualMachine(world, machine.id);
  for (const { id } of disks) deleteDisk(world, id);
  for (const { id, properties } of networkProfile.networkInterfaces) {
    if (properties?.deleteOption === 'Delete') deleteNetworkInterface(world, id);
  }
}

function power(name: string, action: string, change: PowerChange): Route {
  return {
    operation: `VirtualMachines_${name}`,
    method: 'POST',
    path: `${MACHINE}/${action}`,
    action: `Microsoft.Compute/virtualMachines/${action}/action`,
    coverage: 'supported',
    handle: changePower(change),
  };
}

const NO_SCALE_SETS = 'There are no scale sets: a list filtered by one is empty.';

export const machineRoutes: readonly Route[] = [
  {
    operation: 'VirtualMachines_Get',
    method: 'GET',
    path: MACHINE,
    action: 'Microsoft.Compute/virtualMachines/read',
    coverage: 'supported',
    handle: getMachine,
  },
  {
    operation: 'VirtualMachines_InstanceView',
    method: 'GET',
    path: `${MACHINE}/instanceView`,
    action: 'Microsoft.Compute/virtualMachines/instanceView/read',
    coverage: 'supported',
    handle: getInstanceView,
  },
  {
    operation: 'VirtualMachines_List',
    method: 'GET',
    path: `${IN_GROUP}/virtualMachines`,
    action: 'Microsoft.Compute/virtualMachines/read',
    coverage: 'partial',
    note: NO_SCALE_SETS,
    handle: listMachines(groupScope),
  },
  {
    operation: 'VirtualMachines_ListAll',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/virtualMachines`,
    action: 'Microsoft.Compute/virtualMachines/read',
    coverage: 'partial',
    note: NO_SCALE_SETS,
    handle: listMachines(({ params }) => `/subscriptions/${params.subscriptionId}`),
  },
  {
    operation: 'VirtualMachines_CreateOrUpdate',
    method: 'PUT',
    path: MACHINE,
    action: 'Microsoft.Compute/virtualMachines/write',
    coverage: 'partial',
    note: 'Network interfaces are referred to, never made on the way; images are taken as given.',
    handle: putMachine,
  },
  {
    operation: 'VirtualMachines_Update',
    method: 'PATCH',
    path: MACHINE,
    action: 'Microsoft.Compute/virtualMachines/write',
    coverage: 'supported',
    handle: patchMachine,
  },
  {
    operation: 'VirtualMachines_Delete',
    method: 'DELETE',
    path: MACHINE,
    action: 'Microsoft.Compute/virtualMachines/delete',
    coverage: 'supported',
    handle: deleteMachine,
  },
  power('Start', 'start', { during: 'starting', after: 'running', seconds: 20 }),
  power('PowerOff', 'powerOff', { during: 'stopping', after: 'stopped', seconds: 15 }),
  power('Deallocate', 'deallocate', { during: 'deallocating', after: 'deallocated', seconds: 25 }),
];
