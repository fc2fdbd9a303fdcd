import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../resources/ids.ts';
import { idIn, newIdIn, requireOf } from './addressed.ts';
import { requireCapacity } from './capacity.ts';
import { plainLocation } from './disk-data.ts';
import { startLongRunning, withoutLocation } from './long-running.ts';
import { type MachineBody, type MachinePatch, machineBody, machinePatch } from './machine-body.ts';
import { capacityFor, changeMachine, identityView } from './machine-changes.ts';
import { dataDisksFor, type Host, interfacesFor, osDiskFor } from './machine-parts.ts';
import { etagOf, machineView } from './machine-views.ts';
import { isSound } from './provision-disks.ts';
import { attachParts, findVirtualMachine } from './provision-machines.ts';
import { setState } from './provisioning-state.ts';
import { refuseOtherLocation, refuseOtherZones, requiredParameter, sourceNotFound } from './refusals.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type VirtualMachine, type VirtualMachineProperties } from './shapes.ts';
import { vmSizeNamed } from './sizes.ts';
import { type MachineFacts, machineFacts } from './state.ts';
import { computeTime } from './times.ts';

const CREATE_SECONDS = 40;

export function putMachine(request: ArmRequest): ArmResponse {
  const { world } = request;
  const body = parseBody(request, machineBody);
  const id = newIdIn(request, 'virtualMachines', 'vmName');
  const existing = findVirtualMachine(world, id);
  requirePreconditions(request, existing && machineFacts(world, existing.id));
  if (existing === undefined) return createMachine(request, id, body);
  refuseOtherLocation(existing, plainLocation(body.location));
  refuseOtherZones(existing, body.zones);
  return changeMachine(request, existing, body);
}

export function patchMachine(request: ArmRequest): ArmResponse {
  const id = idIn(request, 'virtualMachines', 'vmName');
  const machine = requireOf<VirtualMachine>(request, computeTypes.virtualMachines, id);
  requirePreconditions(request, machineFacts(request.world, machine.id));
  return changeMachine(request, machine, parseBody(request, machinePatch));
}

/** `If-None-Match: *` creates and never changes; `If-Match` changes only what is still as it was read. */
function requirePreconditions({ headers }: ArmRequest, existing: MachineFacts | undefined): void {
  const wanted = headers['if-match'];
  const holds =
    (headers['if-none-match'] === undefined || existing === undefined) &&
    (wanted === undefined || (existing !== undefined && (wanted === '*' || wanted === etagOf(existing))));
  if (holds) return;
  const message = 'The condition specified using HTTP conditional header(s) is not met.';
  throw new ArmError(412, 'PreconditionFailed', message);
}

function createMachine(request: ArmRequest, id: string, body: MachineBody): ArmResponse {
  const { world } = request;
  const machine = newMachine(world, id, body);
  world.resources.put(machine);
  attachParts(world, machine);
  const facts = machineFacts(world, id);
  facts.power = 'starting';
  const headers = startLongRunning(request, {
    side: 'operations',
    location: machine.location,
    seconds: CREATE_SECONDS,
    complete: () => boot(world, machine, facts),
    fail: () => setState(machine, 'Failed'),
  });
  const counters = remaining('writeMachine');
  return { status: 201, headers: { ...withoutLocation(headers), ...counters }, body: machineView(world, machine) };
}

/** A machine whose system disk is of no use is created all the same: only its agent never answers. */
function boot(world: World, machine: VirtualMachine, facts: MachineFacts): void {
  const osDiskId = machine.properties.storageProfile.osDisk.managedDisk?.id;
  const bootable = osDiskId === undefined || isSound(world, osDiskId);
  Object.assign(facts, { power: 'running', agent: bootable ? 'ready' : 'not-ready', changedAt: world.clock.now() });
  setState(machine, 'Succeeded');
}

function newMachine(world: World, id: string, body: MachineBody): VirtualMachine {
  const { hardwareProfile, storageProfile, networkProfile, securityProfile, availabilitySet, osProfile, ...rest } =
    body.properties;
  if (hardwareProfile === undefined) throw requiredParameter('hardwareProfile');
  if (storageProfile?.osDisk === undefined) throw requiredParameter('storageProfile.osDisk');
  const location = plainLocation(body.location);
  const host: Host = { id, location, zones: body.zones };
  requireCapacity(world, capacityFor(host, hardwareProfile.vmSize));
  requireConfidentialSize(hardwareProfile.vmSize, securityProfile?.securityType);
  if (availabilitySet && world.resources.get(availabilitySet.id) === undefined)
    throw sourceNotFound(availabilitySet.id);
  const networkInterfaces = interfacesFor(world, host, networkProfile?.networkInterfaces);
  const { osDisk, dataDisks, ...otherStorage } = storageProfile;
  const system = osDiskFor(world, host, osDisk, osProfile?.windowsConfiguration === undefined ? 'Linux' : 'Windows');
  const properties: VirtualMachineProperties = {
    vmId: world.guid(),
    provisioningState: 'Creating',
    timeCreated: computeTime(world.clock.now()),
    hardwareProfile,
    ...rest,
    ...(availabilitySet && { availabilitySet }),
    storageProfile: { ...otherStorage, osDisk: system, dataDisks: dataDisksFor(world, host, dataDisks ?? []) },
    ...(osProfile && { osProfile: shownOsProfile(osProfile) }),
    ...(securityProfile && { securityProfile: securityProfile as VirtualMachineProperties['securityProfile'] }),
    networkProfile: { networkInterfaces },
  };
  return { ...headOf(world, id, location, body), properties };
}

function headOf(world: World, id: string, location: string, { tags, zones, identity, plan }: MachinePatch) {
  return {
    id,
    name: nameOf(id),
    type: computeTypes.virtualMachines,
    location,
    ...(tags && { tags }),
    ...(zones?.length && { zones }),
    ...(identity && { identity: identityView(world, identity) }),
    ...(plan && { plan }),
  };
}

/** Passwords go in and never come out. */
function shownOsProfile({ adminPassword: _, customData: __, ...profile }: Record<string, unknown>) {
  return { ...profile, secrets: [], allowExtensionOperations: true, requireGuestProvisionSignal: true };
}

function requireConfidentialSize(size: string, securityType: string | undefined): void {
  if (securityType !== 'ConfidentialVM' || vmSizeNamed(size)?.confidential) return;
  const message = `The VM size '${size}' is not supported for creation of VMs and Virtual Machine Scale Set with 'ConfidentialVM' security type.`;
  throw new ArmError(400, 'BadRequest', message);
}
