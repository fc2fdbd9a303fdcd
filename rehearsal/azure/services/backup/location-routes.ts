import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import { findVault } from '../vaults/vault.ts';
import { findItemOf } from './item.ts';
import { protectionStateOf } from './item-view.ts';
import { machineNameOf } from './names.ts';

const LOCATION_PATH = '/subscriptions/{subscriptionId}/providers/Microsoft.RecoveryServices/locations/{azureRegion}';
const ACTION = 'Microsoft.RecoveryServices/locations';

const statusBody = z.looseObject({ resourceType: z.string(), resourceId: z.string() });

const featureBody = z.looseObject({
  featureType: z.string(),
  vmSize: z.string().optional(),
  vmSku: z.string().optional(),
});

const validationBody = z.looseObject({
  resourceType: z.string(),
  resourceId: z.string(),
  vaultId: z.string(),
});

export const locationRoutes: readonly Route[] = [
  {
    operation: 'BackupStatus_Get',
    method: 'POST',
    path: `${LOCATION_PATH}/backupStatus`,
    action: `${ACTION}/backupStatus/action`,
    coverage: 'supported',
    note: 'Azure adds an objectType to the answer, which its own specification does not know; it is left out here.',
    handle: backupStatus,
  },
  {
    operation: 'FeatureSupport_Validate',
    method: 'POST',
    path: `${LOCATION_PATH}/backupValidateFeatures`,
    action: `${ACTION}/backupValidateFeatures/action`,
    coverage: 'partial',
    note: 'Every size of machine is supported but those of the Basic tier with premium disks.',
    handle: featureSupport,
  },
  {
    operation: 'ProtectionIntent_Validate',
    method: 'POST',
    path: `${LOCATION_PATH}/backupPreValidateProtection`,
    action: `${ACTION}/backupPreValidateProtection/action`,
    coverage: 'supported',
    handle: validateProtection,
  },
];

function backupStatus(request: ArmRequest): ArmResponse {
  const { resourceId } = parseBody(request, statusBody);
  const item = findItemOf(request.world, resourceId);
  const state = item === undefined ? undefined : protectionStateOf(request.world, item);
  const isProtected = item !== undefined && item.softDeletedAt === undefined;
  return {
    status: 200,
    body: {
      protectionStatus: isProtected ? 'Protected' : 'NotProtected',
      ...(isProtected && { vaultId: item.vaultId }),
      ...namesOf(resourceId),
      ...(isProtected && state !== 'ProtectionStopped' && { policyName: item.properties.policyName }),
      protectedItemsCount: 0,
    },
  };
}

function namesOf(vmId: string): Record<string, string> {
  const name = machineNameOf(vmId);
  return { fabricName: 'Azure', containerName: `iaasvmcontainer;${name}`, protectedItemName: `vm;${name}` };
}

function featureSupport(request: ArmRequest): ArmResponse {
  const { vmSize, vmSku } = parseBody(request, featureBody);
  const supported = !(/^Basic_/i.test(vmSize ?? '') && /^Premium/i.test(vmSku ?? ''));
  return { status: 200, body: { supportStatus: supported ? 'Supported' : 'NotSupported' } };
}

function validateProtection(request: ArmRequest): ArmResponse {
  const { resourceId, vaultId } = parseBody(request, validationBody);
  const { containerName, protectedItemName } = namesOf(resourceId);
  const problem = protectionProblem(request, resourceId, vaultId);
  const status = problem === undefined ? { status: 'Succeeded' } : { status: 'Failed', ...problem };
  return { status: 200, body: { ...status, containerName, protectedItemName } };
}

function protectionProblem(request: ArmRequest, vmId: string, vaultId: string): Record<string, string> | undefined {
  const { world } = request;
  const vm = findVirtualMachine(world, vmId);
  const vault = findVault(world, vaultId);
  if (vm === undefined || vault === undefined || vm.location !== vault.location) {
    return {
      errorCode: 'BMSUserErrorInvalidInput',
      errorMessage: 'The virtual machine and the vault must both exist, in the same region.',
      recommendation: 'Choose a vault in the region of the virtual machine.',
    };
  }
  if (findItemOf(world, vmId) === undefined) return undefined;
  return {
    errorCode: 'VirtualMachineAlreadyProtected',
    errorMessage: 'The virtual machine is protected already.',
    recommendation: 'Please do not enable protection again.',
  };
}
