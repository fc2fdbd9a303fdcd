import { z } from 'zod';
import { parseBody } from '../../wire/body.ts';
import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { sameId } from '../resources/ids.ts';
import { requireVault, VAULT_PATH, type Vault } from '../vaults/vault.ts';
import { resourceNotFound } from './errors.ts';
import { filterOf, passes } from './filter.ts';
import { itemsOf } from './item.ts';
import { findPolicy, policiesOf, putPolicy, rulesOf } from './policy.ts';
import { DAY } from './times.ts';

const PATH = `${VAULT_PATH}/backupPolicies/{policyName}`;
const ACTION = 'Microsoft.RecoveryServices/vaults/backupPolicies';

const policyBody = z.looseObject({
  properties: z.looseObject({
    backupManagementType: z.string(),
    schedulePolicy: z.looseObject({ schedulePolicyType: z.string() }).optional(),
    retentionPolicy: z.looseObject({ retentionPolicyType: z.string() }).optional(),
    instantRpRetentionRangeInDays: z.int().min(1).max(30).optional(),
  }),
});

export const policyRoutes: readonly Route[] = [
  {
    operation: 'BackupPolicies_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupPolicies`,
    action: `${ACTION}/read`,
    coverage: 'supported',
    handle: list,
  },
  {
    operation: 'ProtectionPolicies_Get',
    method: 'GET',
    path: PATH,
    action: `${ACTION}/read`,
    coverage: 'supported',
    handle: get,
  },
  {
    operation: 'ProtectionPolicies_CreateOrUpdate',
    method: 'PUT',
    path: PATH,
    action: `${ACTION}/write`,
    coverage: 'partial',
    note: 'Answers 200 at once; Azure answers 202 where items have to follow the change. Of a schedule, its first daily, weekly or hourly time counts.',
    handle: put,
  },
  {
    operation: 'ProtectionPolicies_Delete',
    method: 'DELETE',
    path: PATH,
    action: `${ACTION}/delete`,
    coverage: 'partial',
    note: 'The code of a refused deletion is not known from traffic.',
    handle: remove,
  },
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const filter = filterOf(request);
  const policies = policiesOf(request.world, vault).filter(({ properties }) =>
    passes(filter, 'backupManagementType', `${properties.backupManagementType}`),
  );
  return { status: 200, body: { value: policies.map((policy) => policyView(request.world, vault, policy)) } };
}

function get(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const policy = findPolicy(request.world, vault, `${request.params.policyName}`);
  if (policy === undefined) throw resourceNotFound('policy', `${request.params.policyName}`);
  return { status: 200, body: policyView(request.world, vault, policy) };
}

function put(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const { properties } = parseBody(request, policyBody);
  if (properties.backupManagementType === 'AzureIaasVM') requireComplete(properties);
  // Furnishes the vault first: a new policy must not hide Azure's own.
  findPolicy(request.world, vault, `${request.params.policyName}`);
  requireInstantShorterThanVaulted(properties);
  const policy = putPolicy(request.world, `${vault.id}/backupPolicies/${request.params.policyName}`, {
    ...(properties.backupManagementType === 'AzureIaasVM' && { instantRPDetails: {} }),
    ...properties,
    ...(properties.schedulePolicy && { schedulePolicy: completed(properties.schedulePolicy) }),
  });
  return { status: 200, body: policyView(request.world, vault, policy) };
}

/** Azure gives the simple schedule a weekly frequency even where it runs daily. */
function completed(schedule: { schedulePolicyType: string }): Record<string, unknown> {
  return schedule.schedulePolicyType === 'SimpleSchedulePolicy'
    ? { ...schedule, scheduleWeeklyFrequency: 0 }
    : schedule;
}

function requireComplete(properties: z.output<typeof policyBody>['properties']): void {
  if (properties.schedulePolicy !== undefined && properties.retentionPolicy !== undefined) return;
  const message =
    'Input for create or update policy is not in proper format. Please check format of parameters like schedule time, schedule days, retention time and retention days.';
  throw new ArmError(400, 'BMSUserErrorInvalidPolicyInput', message);
}

function requireInstantShorterThanVaulted(properties: Record<string, unknown>): void {
  const { instantMs, keptMs } = rulesOf(properties);
  if (instantMs <= keptMs) return;
  const message = `The instant restore retention of ${instantMs / DAY} days exceeds the retention of ${keptMs / DAY} days in the vault.`;
  throw new ArmError(400, 'BMSUserErrorInstantRPRetentionExceedsVaultedRetention', message);
}

function remove(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const policy = findPolicy(request.world, vault, `${request.params.policyName}`);
  if (policy === undefined) return { status: 204 };
  if (itemsUnder(request.world, vault, policy) > 0) {
    const message = `The policy '${policy.name}' cannot be deleted: items are protected by it. Move them to another policy first.`;
    throw new ArmError(400, 'BMSUserErrorPolicyInUse', message);
  }
  request.world.resources.delete(policy.id);
  return { status: 200 };
}

function policyView(world: World, vault: Vault, policy: ArmResource): Record<string, unknown> {
  return { ...policy, properties: { ...policy.properties, protectedItemsCount: itemsUnder(world, vault, policy) } };
}

function itemsUnder(world: World, vault: Vault, policy: ArmResource): number {
  return itemsOf(world, vault.id).filter((item) => sameId(item.properties.policyId, policy.id)).length;
}
