import { page } from '../../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../../wire/route.ts';
import { sameId } from '../../resources/ids.ts';
import { fabricOf } from '../infrastructure/containers.ts';
import { type Conditions, filterOf } from '../jobs/job-filter.ts';
import { CONTAINER, ITEM, parentOf, VAULT } from '../names.ts';
import { ok, row } from '../routes.ts';
import { childId, findPlan, itemsOf, requireContainer, requireVault } from '../vault/lookup.ts';
import { addDisks, removeDisks } from './change-disks.ts';
import { disable, purge } from './disable.ts';
import { enable } from './enable.ts';
import { getItem } from './get-item.ts';
import type { ProtectedItem } from './item.ts';
import { itemView } from './item-view.ts';
import {
  repairReplication,
  resolveHealthErrors,
  switchProvider,
  updateAppliance,
  updateMobilityService,
} from './repairs.ts';
import { update } from './update-item.ts';

const ACTION = 'replicationFabrics/replicationProtectionContainers/replicationProtectedItems';

export const itemRoutes: readonly Route[] = [
  row('ReplicationProtectedItems_List', 'GET', `${VAULT}/replicationProtectedItems`, `${ACTION}/read`, listInVault),
  row(
    'ReplicationProtectedItems_ListByReplicationProtectionContainers',
    'GET',
    `${CONTAINER}/replicationProtectedItems`,
    `${ACTION}/read`,
    listInContainer,
  ),
  row('ReplicationProtectedItems_Get', 'GET', ITEM, `${ACTION}/read`, getItem),
  row(
    'ReplicationProtectedItems_Create',
    'PUT',
    ITEM,
    `${ACTION}/write`,
    enable,
    'Where the job fails (an uninitialised disk, no agent, nothing let out, a fault `fail-at`) the item stays, as EnablingFailed, and takes DisableProtection alone. No recording has such an item: that it has to be removed before a new try is what users tell.',
  ),
  row('ReplicationProtectedItems_Update', 'PATCH', ITEM, `${ACTION}/write`, update),
  row('ReplicationProtectedItems_Delete', 'POST', `${ITEM}/remove`, `${ACTION}/remove/action`, disable),
  row('ReplicationProtectedItems_Purge', 'DELETE', ITEM, `${ACTION}/delete`, purge),
  row('ReplicationProtectedItems_AddDisks', 'POST', `${ITEM}/addDisks`, `${ACTION}/addDisks/action`, addDisks),
  row(
    'ReplicationProtectedItems_RemoveDisks',
    'POST',
    `${ITEM}/removeDisks`,
    `${ACTION}/removeDisks/action`,
    removeDisks,
  ),
  row(
    'ReplicationProtectedItems_RepairReplication',
    'POST',
    `${ITEM}/repairReplication`,
    `${ACTION}/repairReplication/action`,
    repairReplication,
  ),
  row(
    'ReplicationProtectedItems_ResolveHealthErrors',
    'POST',
    `${ITEM}/resolveHealthErrors`,
    `${ACTION}/resolveHealthErrors/action`,
    resolveHealthErrors,
  ),
  row(
    'ReplicationProtectedItems_UpdateMobilityService',
    'POST',
    `${ITEM}/updateMobilityService`,
    `${ACTION}/updateMobilityService/action`,
    updateMobilityService,
  ),
  row(
    'ReplicationProtectedItems_SwitchProvider',
    'POST',
    `${ITEM}/switchProvider`,
    `${ACTION}/switchProvider/action`,
    switchProvider,
    'Always refused: it belongs to another provider.',
  ),
  row(
    'ReplicationProtectedItems_UpdateAppliance',
    'POST',
    `${ITEM}/updateAppliance`,
    `${ACTION}/updateAppliance/action`,
    updateAppliance,
    'Always refused: it belongs to another provider.',
  ),
];

const PAGE_SIZE = 200;

function listInVault(request: ArmRequest): ArmResponse {
  const vault = requireVault(request);
  const matches = itemMatcher(request, filterOf(request));
  return listed(request, itemsOf(request.world, vault.id).filter(matches));
}

function listInContainer(request: ArmRequest): ArmResponse {
  return listed(request, itemsOf(request.world, requireContainer(request).id));
}

function listed(request: ArmRequest, items: readonly ProtectedItem[]): ArmResponse {
  const { value, nextLink } = page(request, items, {
    size: PAGE_SIZE,
    parameter: 'skipToken',
    view: (item) => itemView(request.world, item, 'list'),
  });
  return ok({ value, nextLink: nextLink ?? null });
}

function itemMatcher(request: ArmRequest, conditions: Conditions): (item: ProtectedItem) => boolean {
  const inPlan = planMembers(request, conditions.recoveryplanname);
  const { sourcefabricname, sourcefabriclocation, fabricobjectid, instancetype, multivmgroupcreateoption } = conditions;
  return (item) => {
    const fabric = fabricOf(request.world, parentOf(item.id));
    return (
      (inPlan === undefined || inPlan.has(item.state.lifecycleId)) &&
      (sourcefabricname === undefined || sameId(fabric?.name, sourcefabricname)) &&
      (sourcefabriclocation === undefined || sameId(fabric?.state.region, sourcefabriclocation)) &&
      (fabricobjectid === undefined || sameId(item.state.vmId, fabricobjectid)) &&
      (instancetype === undefined || sameId(instancetype, 'A2A')) &&
      (multivmgroupcreateoption === undefined ||
        sameId(multivmgroupcreateoption, item.state.group.name === '' ? 'AutoCreated' : 'UserSpecified'))
    );
  };
}

function planMembers(request: ArmRequest, name: string | undefined): ReadonlySet<string> | undefined {
  if (name === undefined) return undefined;
  const plan = findPlan(request.world, childId(requireVault(request).id, 'replicationRecoveryPlans', name));
  return new Set(plan?.state.groups.flatMap(({ members }) => members) ?? []);
}
