import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import type { World } from '../../world/world.ts';
import { filterOf } from '../backup/filter.ts';
import type { ProtectedItem } from '../backup/item.ts';
import { isAskedFor } from '../backup/item-routes.ts';
import { itemView } from '../backup/item-view.ts';
import { azureTime } from '../backup/times.ts';
import { VAULT_PATH } from '../vaults/vault.ts';
import {
  asksSecondary,
  requireCrossRegionVault,
  secondaryItemsOf,
  secondaryPointsOf,
  secondaryRegionIn,
} from './secondary.ts';

export const secondaryItemRoutes: readonly Route[] = [
  {
    operation: 'BackupProtectedItemsCrr_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupProtectedItems/`,
    action: 'Microsoft.RecoveryServices/vaults/backupProtectedItems/read',
    versions: asksSecondary,
    region: secondaryRegionIn,
    coverage: 'supported',
    handle: list,
  },
  {
    operation: 'BackupUsageSummariesCRR_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupUsageSummaries`,
    action: 'Microsoft.RecoveryServices/vaults/backupUsageSummaries/read',
    versions: asksSecondary,
    region: secondaryRegionIn,
    coverage: 'partial',
    note: 'Tells the number of virtual machines only.',
    handle: listUsages,
  },
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireCrossRegionVault(request);
  const filter = filterOf(request);
  const items = secondaryItemsOf(request.world, vault).filter((item) => isAskedFor(filter, item));
  const view = (item: ProtectedItem) => secondaryItemView(request.world, item, request.origin);
  return { status: 200, body: page(request, items, { size: 200, parameter: '$skiptoken', view }) };
}

function secondaryItemView(world: World, item: ProtectedItem, origin: string): Record<string, unknown> {
  const view = itemView(world, item, origin);
  const newest = secondaryPointsOf(world, item)[0];
  if (newest === undefined) return view;
  const times = { lastBackupTime: azureTime(newest.startedAt), lastRecoveryPoint: azureTime(newest.at) };
  return { ...view, properties: { ...(view.properties as Record<string, unknown>), ...times } };
}

function listUsages(request: ArmRequest): ArmResponse {
  const machines = secondaryItemsOf(request.world, requireCrossRegionVault(request)).length;
  const name = { value: 'AzureIaasVM', localizedValue: 'Azure Virtual Machine' };
  return { status: 200, body: { value: [{ unit: 'Count', currentValue: machines, limit: -1, name }] } };
}
