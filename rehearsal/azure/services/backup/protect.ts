import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import { findVirtualMachine } from '../compute/provision.ts';
import { nameOf, sameId } from '../resources/ids.ts';
import { requireVault, type Vault } from '../vaults/vault.ts';
import { invalidInput, itemLocked } from './errors.ts';
import { findItem, findItemOf, itemIdIn, type ProtectedItem } from './item.ts';
import { type BackupJob, type JobKind, runningJobOf, startJob } from './jobs.ts';
import { rememberMachine } from './machine.ts';
import { ITEM_ACTION, ITEM_PATH, itemIdOf, machineNameOf, VM_TYPE } from './names.ts';
import { makeItem } from './new-item.ts';
import { addressesFor, followEnd } from './operations.ts';
import { findPolicy, nextRun, rulesOf } from './policy.ts';
import { settleHistory } from './recovery-points.ts';

const SECONDS = { ConfigureBackup: 50, DisableBackup: 2, Undelete: 11 } as const;

export const CHANGES: readonly JobKind[] = ['ConfigureBackup', 'DisableBackup', 'DeleteBackupData', 'Undelete'];

const itemBody = z.looseObject({
  properties: z.looseObject({
    protectedItemType: z.string(),
    sourceResourceId: z.string().optional(),
    policyId: z.string().optional(),
    protectionState: z.string().optional(),
    isRehydrate: z.boolean().optional(),
  }),
});

type Wanted = z.output<typeof itemBody>['properties'];

export const protectRoutes: readonly Route[] = [
  {
    operation: 'ProtectedItems_CreateOrUpdate',
    method: 'PUT',
    path: ITEM_PATH,
    action: `${ITEM_ACTION}/write`,
    coverage: 'partial',
    note: 'Enables, changes the policy, stops, resumes and undeletes; excluding disks is not played.',
    handle: put,
  },
];

function put(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const { properties: wanted } = parseBody(request, itemBody);
  if (wanted.protectedItemType.toLowerCase() !== VM_TYPE.toLowerCase()) {
    throw invalidInput(`The item type '${wanted.protectedItemType}' is not one of a virtual machine.`);
  }
  const known = findItem(request.world, itemIdIn(request, vault));
  if (known !== undefined && runningJobOf(request.world, known, CHANGES)) throw itemLocked();
  const job = known === undefined ? enable(request, vault, wanted) : change(request, vault, known, wanted);
  return { status: 202, headers: addressesFor(request, followEnd(request, job), request.path) };
}

function change(request: ArmRequest, vault: Vault, item: ProtectedItem, wanted: Wanted): BackupJob {
  if (wanted.isRehydrate === true) return undelete(request, item);
  if (item.softDeletedAt !== undefined) {
    throw invalidInput('The item is in soft delete state. Undelete it before protecting it again.');
  }
  if (wanted.protectionState === 'ProtectionStopped') return stop(request, item);
  const policy = requirePolicy(request, vault, wanted);
  return startJob(request, {
    vaultId: vault.id,
    item: item.properties,
    kind: 'ConfigureBackup',
    seconds: SECONDS.ConfigureBackup,
    propertyBag: { 'VM Name': item.properties.friendlyName, 'Policy Name': policy.name },
    complete: () => followPolicy(request, item, policy),
  });
}

function enable(request: ArmRequest, vault: Vault, wanted: Wanted): BackupJob {
  const vm = findVirtualMachine(request.world, wanted.sourceResourceId ?? '');
  if (vm === undefined) throw invalidInput(`The virtual machine '${wanted.sourceResourceId}' was not found.`);
  if (vm.location !== vault.location) {
    throw invalidInput(`The virtual machine is in ${vm.location}, the vault in ${vault.location}.`);
  }
  requireMatchingName(request, vault, vm.id);
  requireUnprotected(request, vm.id);
  const policy = requirePolicy(request, vault, wanted);
  const item = makeItem(request.world, { vault, vmId: vm.id, policy, machine: rememberMachine(request.world, vm) });
  return startJob(request, {
    vaultId: vault.id,
    item: item.properties,
    kind: 'ConfigureBackup',
    seconds: SECONDS.ConfigureBackup,
    propertyBag: { 'VM Name': vm.name, 'Policy Name': policy.name },
    complete: () => {
      request.world.resources.put(item);
      followPolicy(request, item, policy);
    },
  });
}

function requireMatchingName(request: ArmRequest, vault: Vault, vmId: string): void {
  if (sameId(itemIdIn(request, vault), itemIdOf(vault.id, machineNameOf(vmId)))) return;
  throw invalidInput('The container and the item in the path are not those of the source resource.');
}

function requireUnprotected(request: ArmRequest, vmId: string): void {
  if (findItemOf(request.world, vmId) === undefined) return;
  const message = 'The virtual machine is already protected in another vault. Stop its protection there first.';
  throw new ArmError(400, 'VirtualMachineAlreadyProtected', message);
}

function requirePolicy(request: ArmRequest, vault: Vault, wanted: Wanted): ArmResource {
  const id = wanted.policyId ?? '';
  const policy = findPolicy(request.world, vault, nameOf(id));
  if (policy === undefined || !sameId(policy.id, id))
    throw invalidInput(`The policy '${id}' was not found in the vault.`);
  if (policy.properties.backupManagementType === 'AzureIaasVM') return policy;
  const message = 'Policy is not valid for given provider type. Please choose valid policy for given provider.';
  throw new ArmError(400, 'BMSUserErrorInvalidPolicyForGivenProvider', message);
}

function followPolicy(request: ArmRequest, item: ProtectedItem, policy: ArmResource): void {
  settleHistory(request.world, item);
  Object.assign(item.properties, { policyId: policy.id, policyName: policy.name });
  const rules = rulesOf(policy.properties);
  const firstAt = nextRun(rules, request.world.clock.now());
  item.history.rhythm = { firstAt, everyMs: rules.everyMs, lastGoodAt: undefined };
}

function stop(request: ArmRequest, item: ProtectedItem): BackupJob {
  return startJob(request, {
    vaultId: item.vaultId,
    item: item.properties,
    kind: 'DisableBackup',
    seconds: SECONDS.DisableBackup,
    propertyBag: { 'VM Name': item.properties.friendlyName, 'Policy Name': '' },
    complete: () => {
      settleHistory(request.world, item);
      Object.assign(item.properties, { policyId: '', policyName: '' });
    },
  });
}

/** Brings soft-deleted data back. Backups do not go on by themselves. */
function undelete(request: ArmRequest, item: ProtectedItem): BackupJob {
  if (item.softDeletedAt === undefined) throw invalidInput('The item is not in soft delete state.');
  return startJob(request, {
    vaultId: item.vaultId,
    item: item.properties,
    kind: 'Undelete',
    seconds: SECONDS.Undelete,
    propertyBag: { 'VM Name': item.properties.friendlyName, 'Undelete flag': 'True' },
    complete: () => {
      item.softDeletedAt = undefined;
    },
  });
}
