import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { sameId, subscriptionOf } from '../resources/ids.ts';
import { type CapacityWish, requireCapacity } from './capacity.ts';
import { startLongRunning, withoutLocation } from './long-running.ts';
import type { MachinePatch } from './machine-body.ts';
import { dataDisksFor, type Host, interfacesFor, osDiskFor, refuseOsDiskChange } from './machine-parts.ts';
import { machineView } from './machine-views.ts';
import { attachParts, disksOf } from './provision-machines.ts';
import { setState } from './provisioning-state.ts';
import { changeNotAllowed, notAllowed } from './refusals.ts';
import { remaining } from './remaining.ts';
import type { StorageProfile, VirtualMachine } from './shapes.ts';
import { type MachineFacts, machineFacts } from './state.ts';

const UPDATE_SECONDS = 10;

export function changeMachine(request: ArmRequest, machine: VirtualMachine, body: MachinePatch): ArmResponse {
  const { world } = request;
  if (machine.properties.provisioningState === 'Deleting') {
    throw notAllowed(`Operation is not allowed on VM '${machine.name}' since the VM is marked for deletion.`);
  }
  const facts = machineFacts(world, machine.id);
  applyChange(world, machine, facts, body);
  facts.revision += 1;
  setState(machine, 'Updating');
  const headers = startLongRunning(request, {
    side: 'operations',
    location: machine.location,
    seconds: UPDATE_SECONDS,
    complete: () => setState(machine, 'Succeeded'),
    fail: () => setState(machine, 'Failed'),
  });
  const counters = remaining('updateMachine');
  return { status: 200, headers: { ...withoutLocation(headers), ...counters }, body: machineView(world, machine) };
}

function applyChange(world: World, machine: VirtualMachine, facts: MachineFacts, body: MachinePatch): void {
  const wish = body.properties ?? {};
  const host: Host = { id: machine.id, location: machine.location, zones: machine.zones };
  refuseImmutable(machine, body);
  const size = resized(world, machine, host, facts, wish.hardwareProfile?.vmSize);
  const storageProfile = changedStorage(world, machine, host, facts, wish.storageProfile);
  const wantedNics = wish.networkProfile?.networkInterfaces;
  const nics = wantedNics && interfacesFor(world, host, wantedNics);
  const { hardwareProfile: _, storageProfile: __, networkProfile: ___, osProfile: ____, ...plain } = wish;
  for (const disk of disksOf(world, machine.id)) delete disk.managedBy;
  Object.assign(machine.properties, plain, {
    hardwareProfile: { vmSize: size },
    storageProfile,
    ...(nics && { networkProfile: { networkInterfaces: nics } }),
  });
  if (body.tags) machine.tags = body.tags;
  if (body.identity) machine.identity = identityView(world, body.identity);
  attachParts(world, machine);
}

function refuseImmutable(machine: VirtualMachine, { properties }: MachinePatch): void {
  const { availabilitySet, securityProfile, osProfile } = machine.properties;
  const wanted = properties ?? {};
  if (wanted.availabilitySet && !sameId(wanted.availabilitySet.id, availabilitySet?.id))
    throw changeNotAllowed('availabilitySet.id');
  const securityType = wanted.securityProfile?.securityType;
  if (securityType !== undefined && securityType !== securityProfile?.securityType)
    throw changeNotAllowed('securityProfile.securityType');
  const computerName = wanted.osProfile?.computerName;
  if (computerName !== undefined && computerName !== osProfile?.computerName)
    throw changeNotAllowed('osProfile.computerName');
}

function resized(
  world: World,
  machine: VirtualMachine,
  host: Host,
  facts: MachineFacts,
  wanted: string | undefined,
): string {
  const before = machine.properties.hardwareProfile.vmSize;
  if (wanted === undefined || wanted === before) return before;
  // Only a machine that holds its old cores could be refused the new ones wrongly: those are given back first.
  const power = facts.power;
  facts.power = 'deallocated';
  try {
    requireCapacity(world, capacityFor(host, wanted));
  } finally {
    facts.power = power;
  }
  return wanted;
}

function changedStorage(
  world: World,
  machine: VirtualMachine,
  host: Host,
  facts: MachineFacts,
  wish: NonNullable<MachinePatch['properties']>['storageProfile'],
): StorageProfile {
  const before = machine.properties.storageProfile;
  if (wish === undefined) return before;
  const { osDisk, dataDisks } = wish;
  if (osDisk !== undefined) refuseOsDiskChange(before.osDisk, osDisk, facts.power === 'deallocated');
  const exchanged =
    osDisk?.managedDisk?.id !== undefined && !sameId(osDisk.managedDisk.id, before.osDisk.managedDisk?.id);
  return {
    ...before,
    osDisk:
      exchanged && osDisk
        ? osDiskFor(
            world,
            host,
            { ...osDisk, osType: before.osDisk.osType, createOption: 'Attach' },
            before.osDisk.osType,
          )
        : before.osDisk,
    dataDisks:
      dataDisks === undefined
        ? before.dataDisks
        : dataDisksFor(world, host, dataDisks.map(keepAttached(before.dataDisks))),
  };
}

/** A disk that is there already is not made anew, whatever option it was made with. */
function keepAttached(before: StorageProfile['dataDisks']) {
  return <Wish extends { name?: string | undefined; createOption: string; lun: number }>(wish: Wish): Wish => {
    const known = before.find(
      ({ lun, name, managedDisk }) => lun === wish.lun && managedDisk && (wish.name ?? name) === name,
    );
    return known
      ? { ...wish, createOption: 'Attach', name: known.name, managedDisk: { id: known.managedDisk?.id } }
      : wish;
  };
}

export function identityView(world: World, identity: Record<string, unknown>): Record<string, unknown> {
  if (!String(identity.type).includes('SystemAssigned')) return identity;
  return { ...identity, principalId: world.guid(), tenantId: world.tenantId };
}

export function capacityFor({ id, location, zones }: Host, size: string): CapacityWish {
  return { subscriptionId: subscriptionOf(id) ?? '', location, zones, size };
}
