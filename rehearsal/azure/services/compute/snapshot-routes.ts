import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { groupScope, idIn, requireOf } from './addressed.ts';
import { grantAccess, revokeAccess } from './data-access.ts';
import { snapshotView } from './disk-views.ts';
import { IN_GROUP, IN_SUBSCRIPTION } from './paths.ts';
import { counted, remaining } from './remaining.ts';
import { computeTypes, type Snapshot } from './shapes.ts';
import { patchSnapshot, putSnapshot, removeSnapshot } from './snapshot-writes.ts';

const PAGE = 100;
const SNAPSHOT = `${IN_GROUP}/snapshots/{snapshotName}`;

function snapshotIn(request: ArmRequest): Snapshot {
  return requireOf(request, computeTypes.snapshots, idIn(request, 'snapshots', 'snapshotName'));
}

function getSnapshot(request: ArmRequest): ArmResponse {
  return { status: 200, headers: remaining('readDisk'), body: snapshotView(request.world, snapshotIn(request)) };
}

function listSnapshots(scope: (request: ArmRequest) => string) {
  return (request: ArmRequest): ArmResponse => {
    const snapshots = request.world.resources.list(computeTypes.snapshots, scope(request)) as Snapshot[];
    const view = (snapshot: Snapshot) => snapshotView(request.world, snapshot);
    return { status: 200, headers: remaining('listDisks'), body: page(request, snapshots, { size: PAGE, view }) };
  };
}

export const snapshotRoutes: readonly Route[] = [
  {
    operation: 'Snapshots_Get',
    method: 'GET',
    path: SNAPSHOT,
    action: 'Microsoft.Compute/snapshots/read',
    coverage: 'supported',
    handle: getSnapshot,
  },
  {
    operation: 'Snapshots_ListByResourceGroup',
    method: 'GET',
    path: `${IN_GROUP}/snapshots`,
    action: 'Microsoft.Compute/snapshots/read',
    coverage: 'supported',
    handle: listSnapshots(groupScope),
  },
  {
    operation: 'Snapshots_List',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/snapshots`,
    action: 'Microsoft.Compute/snapshots/read',
    coverage: 'supported',
    handle: listSnapshots(({ params }) => `/subscriptions/${params.subscriptionId}`),
  },
  {
    operation: 'Snapshots_CreateOrUpdate',
    method: 'PUT',
    path: SNAPSHOT,
    action: 'Microsoft.Compute/snapshots/write',
    coverage: 'partial',
    note: 'Imported blobs are taken as given. The words of the refusals of a copy are not known from real traffic.',
    handle: counted('writeSnapshot', putSnapshot),
  },
  {
    operation: 'Snapshots_Update',
    method: 'PATCH',
    path: SNAPSHOT,
    action: 'Microsoft.Compute/snapshots/write',
    coverage: 'supported',
    handle: patchSnapshot,
  },
  {
    operation: 'Snapshots_Delete',
    method: 'DELETE',
    path: SNAPSHOT,
    action: 'Microsoft.Compute/snapshots/delete',
    coverage: 'supported',
    handle: removeSnapshot,
  },
  {
    operation: 'Snapshots_GrantAccess',
    method: 'POST',
    path: `${SNAPSHOT}/beginGetAccess`,
    action: 'Microsoft.Compute/snapshots/beginGetAccess/action',
    coverage: 'partial',
    note: 'Nothing listens at the address that is given.',
    handle: grantAccess(snapshotIn),
  },
  {
    operation: 'Snapshots_RevokeAccess',
    method: 'POST',
    path: `${SNAPSHOT}/endGetAccess`,
    action: 'Microsoft.Compute/snapshots/endGetAccess/action',
    coverage: 'supported',
    handle: revokeAccess(snapshotIn),
  },
];
