import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse } from '../../../wire/route.ts';
import { nameOf, sameId } from '../../resources/ids.ts';
import { accepted } from '../accept.ts';
import { badInput } from '../errors.ts';
import { newTask } from '../jobs/job.ts';
import { requireItem } from '../vault/lookup.ts';
import { requireTargetNetwork } from './enable-checks.ts';
import { getItem } from './get-item.ts';
import { requireIdle, startRequestedJob } from './guards.ts';
import type { ItemSettings, NicSettings, ProtectedItem } from './item.ts';
import { nicGuid, nicsOf } from './nic-views.ts';
import { settingsIn, settingsInput } from './settings-input.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();

const ipInput = z.object({
  ipConfigName: text,
  isPrimary: flag,
  isSeletedForFailover: flag,
  recoverySubnetName: text,
  recoveryStaticIPAddress: text,
  tfoSubnetName: text,
  tfoStaticIPAddress: text,
});

const nicInput = z.object({
  nicId: z.string().min(1),
  ipConfigs: z.array(ipInput).nullish(),
  selectionType: text,
  recoveryNetworkSecurityGroupId: text,
  enableAcceleratedNetworkingOnRecovery: flag,
  tfoNetworkSecurityGroupId: text,
  enableAcceleratedNetworkingOnTfo: flag,
  recoveryNicName: text,
  recoveryNicResourceGroupName: text,
  reuseExistingNic: flag,
  tfoNicName: text,
  tfoNicResourceGroupName: text,
  tfoReuseExistingNic: flag,
});

type NicInput = z.output<typeof nicInput>;

const diskUpdate = z.object({
  diskId: z.string().min(1),
  recoveryTargetDiskAccountType: text,
  recoveryReplicaDiskAccountType: text,
  failoverDiskName: text,
  tfoDiskName: text,
});

const details = z.object({
  instanceType: z.literal('A2A'),
  recoveryResourceGroupId: text,
  managedDiskUpdateDetails: z.array(diskUpdate).nullish(),
  tfoAzureVMName: text,
  ...settingsInput.shape,
});

type DetailsUpdate = z.output<typeof details>;

const body = z.object({
  properties: z
    .object({
      recoveryAzureVMName: text,
      recoveryAzureVMSize: text,
      selectedRecoveryAzureNetworkId: text,
      selectedTfoAzureNetworkId: text,
      vmNics: z.array(nicInput).nullish(),
      licenseType: z.enum(['NotSpecified', 'NoLicenseType', 'WindowsServer']).nullish(),
      recoveryAvailabilitySetId: text,
      providerSpecificDetails: details.nullish(),
    })
    .nullish(),
});

type ItemUpdate = NonNullable<z.output<typeof body>['properties']>;

/** PATCH: the settings of the machine to come. */
export function update(request: ArmRequest): ArmResponse {
  const item = requireItem(request);
  const wanted = parseBody(request, body).properties ?? {};
  requireIdle(request, item);
  requireKnownParts(request, item, wanted);
  const task = newTask('UpdateVmPropertiesTask', 'VmUpdateProperties', 'Updating the virtual machine properties');
  const job = startRequestedJob(request, item, {
    scenario: 'UpdateVmProperties',
    friendlyName: 'Update the virtual machine',
    steps(started) {
      started.tasks.push(task);
      return [{ kind: 'timed', task, seconds: 12, finish: () => applyUpdate(item, wanted) }];
    },
  });
  return accepted(request, job, item.id, getItem);
}

function requireKnownParts(request: ArmRequest, item: ProtectedItem, wanted: ItemUpdate): void {
  for (const networkId of [wanted.selectedRecoveryAzureNetworkId, wanted.selectedTfoAzureNetworkId]) {
    if (networkId) requireTargetNetwork(request, networkId, item.state.recoveryContainerId);
  }
  const known = nicsOf(request.world, item.state.vmId).map((nic) => nicGuid(item, nic.id));
  const strange = wanted.vmNics?.find(({ nicId }) => !known.includes(nicId.toLowerCase()));
  if (strange !== undefined) {
    throw badInput(
      request,
      'InvalidNicId',
      `The network interface '${strange.nicId}' is not one of '${item.state.vmName}'.`,
      'Take the ids of network interfaces from the item.',
    );
  }
  const disks = wanted.providerSpecificDetails?.managedDiskUpdateDetails ?? [];
  const disk = disks.find(({ diskId }) => !item.state.disks.some(({ id }) => sameId(id, diskId)));
  if (disk !== undefined) {
    throw badInput(
      request,
      'InvalidDiskIds',
      `The disk '${nameOf(disk.diskId)}' is not a replicated disk of '${item.state.vmName}'.`,
      'Name disks of the item.',
    );
  }
}

function applyUpdate({ state }: ProtectedItem, wanted: ItemUpdate): void {
  state.size = wanted.recoveryAzureVMSize || state.size;
  state.recoveryNetworkId = wanted.selectedRecoveryAzureNetworkId || state.recoveryNetworkId;
  state.availabilitySetId = wanted.recoveryAvailabilitySetId || state.availabilitySetId;
  if (wanted.recoveryAzureVMName) state.settings.vmName = wanted.recoveryAzureVMName;
  if (wanted.selectedTfoAzureNetworkId) state.settings.testNetworkId = wanted.selectedTfoAzureNetworkId;
  if (wanted.licenseType) state.settings.licenseType = wanted.licenseType;
  for (const nic of wanted.vmNics ?? []) state.settings.nics.set(nic.nicId.toLowerCase(), nicSettings(nic));
  if (wanted.providerSpecificDetails) applyDetails(state, wanted.providerSpecificDetails);
}

function applyDetails(state: ProtectedItem['state'], wanted: DetailsUpdate): void {
  const { settings } = state;
  state.recoveryResourceGroupId = wanted.recoveryResourceGroupId || state.recoveryResourceGroupId;
  const names: Partial<Omit<ItemSettings, 'nics'>> = {
    ...(wanted.tfoAzureVMName && { testVmName: wanted.tfoAzureVMName }),
    ...settingsIn(wanted),
  };
  Object.assign(settings, names);
  for (const change of wanted.managedDiskUpdateDetails ?? []) {
    const disk = state.disks.find(({ id }) => sameId(id, change.diskId));
    if (disk === undefined) continue;
    disk.targetSku = change.recoveryTargetDiskAccountType || disk.targetSku;
    disk.replicaSku = change.recoveryReplicaDiskAccountType || disk.replicaSku;
    disk.failoverName = change.failoverDiskName || disk.failoverName;
    disk.testName = change.tfoDiskName || disk.testName;
  }
}

function nicSettings(nic: NicInput): NicSettings {
  const [ip] = nic.ipConfigs ?? [];
  return {
    ...(nic.selectionType && { selectionType: nic.selectionType }),
    ...(nic.recoveryNicName && { recoveryNicName: nic.recoveryNicName }),
    ...(nic.recoveryNicResourceGroupName && { recoveryNicGroup: nic.recoveryNicResourceGroupName }),
    ...(nic.reuseExistingNic != null && { reuseExisting: nic.reuseExistingNic }),
    ...(nic.tfoNicName && { testNicName: nic.tfoNicName }),
    ...(nic.tfoNicResourceGroupName && { testNicGroup: nic.tfoNicResourceGroupName }),
    ...(nic.tfoReuseExistingNic != null && { reuseExistingForTest: nic.tfoReuseExistingNic }),
    ...(nic.recoveryNetworkSecurityGroupId && { recoveryNsgId: nic.recoveryNetworkSecurityGroupId }),
    ...(nic.tfoNetworkSecurityGroupId && { testNsgId: nic.tfoNetworkSecurityGroupId }),
    ...(nic.enableAcceleratedNetworkingOnRecovery != null && {
      acceleratedOnRecovery: nic.enableAcceleratedNetworkingOnRecovery,
    }),
    ...(nic.enableAcceleratedNetworkingOnTfo != null && { acceleratedOnTest: nic.enableAcceleratedNetworkingOnTfo }),
    ...(ip?.recoverySubnetName && { recoverySubnet: nameOf(ip.recoverySubnetName) }),
    ...(ip?.recoveryStaticIPAddress && { recoveryAddress: ip.recoveryStaticIPAddress }),
    ...(ip?.tfoSubnetName && { testSubnet: nameOf(ip.tfoSubnetName) }),
    ...(ip?.tfoStaticIPAddress && { testAddress: ip.tfoStaticIPAddress }),
  };
}
