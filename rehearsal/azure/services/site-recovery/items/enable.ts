import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import type { World } from '../../../world/world.ts';
import type { VirtualMachine } from '../../compute/shapes.ts';
import { nameOf } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput, conflict, JobFailure } from '../errors.ts';
import type { Policy } from '../infrastructure/kinds.ts';
import { newTask } from '../jobs/job.ts';
import type { Step } from '../jobs/step.ts';
import { guidOf, vaultIdIn } from '../names.ts';
import { findItem, findPolicy, itemIdIn, missing, requireContainer, requireFabric } from '../vault/lookup.ts';
import { blobDiskInput, itemDisksOf, managedDiskInput, requireGroup } from './disk-input.ts';
import {
  checkMachine,
  requireMapped,
  requireProtectable,
  requireRecoveryContainer,
  requireTargetNetwork,
} from './enable-checks.ts';
import { getItem } from './get-item.ts';
import { type ItemWork, startRequestedJob } from './guards.ts';
import type { ItemDisk, ItemState, ProtectedItem } from './item.ts';
import { createReplicas, putItem } from './item-store.ts';
import { type ItemOrder, mappedNetwork, newItemState } from './new-item.ts';
import { requireKeys, requirePlacement } from './placement-checks.ts';
import { beginReplication } from './progress.ts';

const details = z.object({
  instanceType: z.literal('A2A'),
  fabricObjectId: z.string().min(1),
  recoveryContainerId: z.string().min(1),
  recoveryResourceGroupId: z.string().min(1),
  recoveryAzureNetworkId: z.string().nullish(),
  recoverySubnetName: z.string().nullish(),
  recoveryAvailabilitySetId: z.string().nullish(),
  recoveryAvailabilityZone: z.string().nullish(),
  recoveryBootDiagStorageAccountId: z.string().nullish(),
  recoveryProximityPlacementGroupId: z.string().nullish(),
  recoveryVirtualMachineScaleSetId: z.string().nullish(),
  recoveryCapacityReservationGroupId: z.string().nullish(),
  multiVmGroupName: z.string().nullish(),
  multiVmGroupId: z.string().nullish(),
  vmDisks: z.array(blobDiskInput).nullish(),
  vmManagedDisks: z.array(managedDiskInput).nullish(),
});

type Details = z.output<typeof details>;

const body = z.object({ properties: z.object({ policyId: z.string().min(1), providerSpecificDetails: details }) });

/** Enable replication. */
export function enable(request: ArmRequest): ArmResponse {
  const container = requireContainer(request);
  const id = itemIdIn(request);
  const wanted = parseBody(request, body).properties;
  if (findItem(request.world, id) !== undefined) {
    throw conflict(
      request,
      'ProtectedItemAlreadyExists',
      `The replication protected item '${nameOf(id)}' exists.`,
      'Use another name, or disable the replication of the item first.',
    );
  }
  const machine = requireProtectable(request, wanted.providerSpecificDetails.fabricObjectId, requireFabric(request));
  const policy = findPolicy(request.world, wanted.policyId) ?? missing(request, 'policy', nameOf(wanted.policyId));
  const recovery = requireRecoveryContainer(request, wanted.providerSpecificDetails.recoveryContainerId);
  requireMapped(request, container.id, recovery.id);
  const state = stateOf(request, machine, policy, recovery.id, container.id, wanted.providerSpecificDetails);
  const item = putItem(request.world, id, state);
  const job = startRequestedJob(request, item, enableWork(request.world, item, machine));
  return accepted(request, job, item.id, getItem);
}

export function enableWork(world: World, item: ProtectedItem, machine: VirtualMachine): ItemWork {
  return {
    scenario: 'EnableDr',
    friendlyName: 'Enable replication',
    targetType: 'Vm',
    steps(started) {
      item.state.phase = 'enabling';
      const steps = enableSteps(world, item, machine);
      started.tasks.push(...steps.map((step) => step.task));
      return steps;
    },
    // What was created stays, broken: it has to be disabled before the machine can be enabled anew.
    undo: () => {
      item.state.phase = 'enabling-failed';
    },
  };
}

function enableSteps(world: World, item: ProtectedItem, machine: VirtualMachine): Extract<Step, { kind: 'timed' }>[] {
  const check = newTask(
    'EnableProtectionPrerequisites',
    'VmEnableProtectionPrerequisites',
    'Prerequisites check for enabling protection',
  );
  const install = newTask(
    'InstallMobilityService',
    'VmInstallMobilityService',
    'Installing Mobility Service and preparing target',
  );
  const start = newTask('EnableReplication', 'VmEnableReplication', 'Enable replication');
  const update = newTask('UpdateProviderStates', 'VmUpdateProviderStates', 'Updating the provider states');
  return [
    { kind: 'timed', task: check, seconds: 6, finish: () => requireThere(world, item) },
    {
      kind: 'timed',
      task: install,
      seconds: 300,
      main: true,
      finish: () => checkMachine(world, machine, item.state.disks),
    },
    { kind: 'timed', task: start, seconds: 115, finish: () => createReplicas(world, item) },
    { kind: 'timed', task: update, seconds: 4, finish: () => beginReplication(world, item) },
  ];
}

/** A job that has failed may be restarted when what it had created is gone. */
function requireThere(world: World, item: ProtectedItem): void {
  if (findItem(world, item.id) === item) return;
  throw new JobFailure({
    code: 'ArmResourceDoesNotExist',
    message: `The replication protected item '${item.name}' does not exist.`,
    possibleCauses: 'The replication of the virtual machine was disabled since.',
    recommendedAction: 'Enable the replication of the virtual machine anew.',
  });
}

function stateOf(
  request: ArmRequest,
  machine: VirtualMachine,
  policy: Policy,
  recoveryContainerId: string,
  containerId: string,
  wanted: Details,
): ItemState {
  requireGroup(request, wanted.recoveryResourceGroupId);
  if (wanted.recoveryAzureNetworkId) requireTargetNetwork(request, wanted.recoveryAzureNetworkId, recoveryContainerId);
  const disks = itemDisksOf(request, machine, wanted, wanted.recoveryResourceGroupId);
  requireSystemDisk(request, machine, disks);
  requirePlacement(request, wanted, recoveryContainerId);
  requireKeys(request, disks, recoveryContainerId);
  return newItemState(request.world, machine, {
    policyId: policy.id,
    containerId,
    recoveryContainerId,
    recoveryResourceGroupId: wanted.recoveryResourceGroupId,
    recoveryNetworkId: wanted.recoveryAzureNetworkId ?? mappedNetwork(request.world, machine.id, containerId),
    recoverySubnet: wanted.recoverySubnetName ? nameOf(wanted.recoverySubnetName) : undefined,
    availabilitySetId: wanted.recoveryAvailabilitySetId ?? undefined,
    zone: wanted.recoveryAvailabilityZone ?? undefined,
    disks,
    group: groupOf(request, policy, wanted),
    settings: {
      nics: new Map(),
      ...(wanted.recoveryBootDiagStorageAccountId && {
        bootDiagnosticsAccountId: wanted.recoveryBootDiagStorageAccountId,
      }),
      ...(wanted.recoveryProximityPlacementGroupId && { proximityGroupId: wanted.recoveryProximityPlacementGroupId }),
      ...(wanted.recoveryVirtualMachineScaleSetId && { scaleSetId: wanted.recoveryVirtualMachineScaleSetId }),
      ...(wanted.recoveryCapacityReservationGroupId && {
        capacityReservationId: wanted.recoveryCapacityReservationGroupId,
      }),
    },
  });
}

function requireSystemDisk(request: ArmRequest, machine: VirtualMachine, disks: readonly ItemDisk[]): void {
  const isManaged = machine.properties.storageProfile.osDisk.managedDisk !== undefined;
  if (isManaged && disks.some(({ recoveryAccountId }) => recoveryAccountId !== undefined)) {
    throw badInput(
      request,
      'DiskTypeMismatch',
      `The virtual machine '${machine.name}' has managed disks.`,
      'Name its disks in vmManagedDisks.',
    );
  }
  if (disks.some(({ role }) => role === 'OperatingSystem')) return;
  const where = isManaged ? 'vmManagedDisks' : 'vmDisks';
  throw badInput(
    request,
    isManaged ? 'ManagedDiskDetailsNotProvided' : 'VMDisksMissing',
    `The system disk of '${machine.name}' is not among the disks to replicate.`,
    `Name the system disk in ${where}.`,
  );
}

function groupOf(
  request: ArmRequest,
  policy: Policy,
  { multiVmGroupId, multiVmGroupName }: Details,
): ItemOrder['group'] {
  if (!multiVmGroupName) return undefined;
  if (policy.state.multiVmSync !== 'Enabled') {
    throw badInput(
      request,
      'MultiVmSyncDisabled',
      `The policy '${policy.name}' does not allow the group '${multiVmGroupName}': its multi-VM consistency is off.`,
      'Use a policy with multi-VM consistency.',
    );
  }
  return { id: multiVmGroupId || guidOf('group', vaultIdIn(policy.id), multiVmGroupName), name: multiVmGroupName };
}
