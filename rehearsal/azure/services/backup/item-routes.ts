import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { requireVault, VAULT_PATH } from '../vaults/vault.ts';
import { type Filter, filterOf, passes } from './filter.ts';
import { itemsOf, type ProtectedItem, requireItem } from './item.ts';
import { expandedItemView, itemView } from './item-view.ts';
import { ITEM_ACTION, ITEM_PATH } from './names.ts';

export const itemRoutes: readonly Route[] = [
  {
    operation: 'BackupProtectedItems_List',
    method: 'GET',
    path: `${VAULT_PATH}/backupProtectedItems`,
    action: 'Microsoft.RecoveryServices/vaults/backupProtectedItems/read',
    coverage: 'partial',
    note: 'Virtual machines only: a filter for another kind of item leaves nothing.',
    handle: list,
  },
  {
    operation: 'ProtectedItems_Get',
    method: 'GET',
    path: ITEM_PATH,
    action: `${ITEM_ACTION}/read`,
    coverage: 'supported',
    handle: get,
  },
];

function list(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const filter = filterOf(request);
  const items = itemsOf(request.world, vault.id).filter((item) => isAskedFor(filter, item));
  const view = (item: ProtectedItem) => itemView(request.world, item, request.origin);
  return { status: 200, body: page(request, items, { size: 200, parameter: '$skiptoken', view }) };
}

export function isAskedFor(filter: Filter, { properties }: ProtectedItem): boolean {
  return (
    passes(filter, 'backupManagementType', 'AzureIaasVM') &&
    passes(filter, 'itemType', 'VM') &&
    passes(filter, 'policyName', properties.policyName) &&
    passes(filter, 'friendlyName', properties.friendlyName) &&
    passes(filter, 'containerName', properties.containerName)
  );
}

function get(request: ArmRequest): ArmResponse {
  const { item } = requireItem(request);
  const view = filterOf(request).has('expand') ? expandedItemView : itemView;
  return { status: 200, body: view(request.world, item, request.origin) };
}
