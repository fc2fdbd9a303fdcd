import { z } from 'zod';
import { parseBody } from '../../../wire/body.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { serviceId, types, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { siteRecoveryState } from '../state.ts';
import { childId, missing, requireVault } from './lookup.ts';

const SETTING = `${VAULT}/replicationVaultSettings/{vaultSettingName}`;

export const vaultSettingRoutes: readonly Route[] = [
  row(
    'ReplicationVaultSetting_List',
    'GET',
    `${VAULT}/replicationVaultSettings`,
    'replicationVaultSettings/read',
    list,
  ),
  row('ReplicationVaultSetting_Get', 'GET', SETTING, 'replicationVaultSettings/read', get),
  row('ReplicationVaultSetting_Create', 'PUT', SETTING, 'replicationVaultSettings/write', put),
];

/** Every vault has one, called default, and no other. */
function list(request: ArmRequest): ArmResponse {
  return ok({ value: [settingView(request, requireVault(request).id)], nextLink: null });
}

function get(request: ArmRequest): ArmResponse {
  return ok(settingView(request, requireSetting(request)));
}

const text = z.string().nullish();
const body = z.object({ properties: z.object({ migrationSolutionId: text, vmwareToAzureProviderType: text }) });

function put(request: ArmRequest): ArmResponse {
  const vaultId = requireSetting(request);
  const { migrationSolutionId, vmwareToAzureProviderType } = parseBody(request, body).properties;
  request.world.state(siteRecoveryState).vaultSettings.set(vaultId.toLowerCase(), {
    ...(migrationSolutionId && { migrationSolutionId }),
    ...(vmwareToAzureProviderType && { vmwareToAzureProviderType }),
  });
  return ok(settingView(request, vaultId));
}

function requireSetting(request: ArmRequest): string {
  const vault = requireVault(request);
  const name = `${request.params.vaultSettingName}`;
  if (name.toLowerCase() !== 'default') missing(request, 'vault setting', name);
  return vault.id;
}

function settingView(request: ArmRequest, vaultId: string): Record<string, unknown> {
  const set = request.world.state(siteRecoveryState).vaultSettings.get(vaultId.toLowerCase());
  return {
    id: serviceId(childId(vaultId, 'replicationVaultSettings', 'default')),
    name: 'default',
    type: types.vaultSetting,
    properties: { migrationSolutionId: null, vmwareToAzureProviderType: null, ...set },
  };
}
