import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { groupScope, idIn, requireOf } from './addressed.ts';
import { grantAccess, revokeAccess } from './data-access.ts';
import { diskView, listedDisk } from './disk-views.ts';
import { patchDisk, putDisk, removeDisk } from './disk-writes.ts';
import { IN_GROUP, IN_SUBSCRIPTION } from './paths.ts';
import { counted, remaining } from './remaining.ts';
import { computeTypes, type Disk } from './shapes.ts';

const PAGE = 100;
const DISK = `${IN_GROUP}/disks/{diskName}`;

function diskIn(request: ArmRequest): Disk {
  return requireOf(request, computeTypes.disks, idIn(request, 'disks', 'diskName'));
}

function getDisk(request: ArmRequest): ArmResponse {
  return { status: 200, headers: remaining('readDisk'), body: diskView(request.world, diskIn(request)) };
}

function listInGroup(request: ArmRequest): ArmResponse {
  const disks = request.world.resources.list(computeTypes.disks, groupScope(request)) as Disk[];
  const view = (disk: Disk) => diskView(request.world, disk);
  return { status: 200, headers: remaining('listDisks'), body: page(request, disks, { size: PAGE, view }) };
}

function listInSubscription(request: ArmRequest): ArmResponse {
  const scope = `/subscriptions/${request.params.subscriptionId}`;
  const disks = request.world.resources.list(computeTypes.disks, scope) as Disk[];
  const view = (disk: Disk) => listedDisk(request.world, disk);
  return { status: 200, headers: remaining('listDisks'), body: page(request, disks, { size: PAGE, view }) };
}

export const diskRoutes: readonly Route[] = [
  {
    operation: 'Disks_Get',
    method: 'GET',
    path: DISK,
    action: 'Microsoft.Compute/disks/read',
    coverage: 'supported',
    handle: getDisk,
  },
  {
    operation: 'Disks_ListByResourceGroup',
    method: 'GET',
    path: `${IN_GROUP}/disks`,
    action: 'Microsoft.Compute/disks/read',
    coverage: 'supported',
    handle: listInGroup,
  },
  {
    operation: 'Disks_List',
    method: 'GET',
    path: `${IN_SUBSCRIPTION}/disks`,
    action: 'Microsoft.Compute/disks/read',
    coverage: 'supported',
    handle: listInSubscription,
  },
  {
    operation: 'Disks_CreateOrUpdate',
    method: 'PUT',
    path: DISK,
    action: 'Microsoft.Compute/disks/write',
    coverage: 'partial',
    note: 'Images, imported blobs and uploads are taken as given: nothing is read from where they are.',
    handle: counted('writeDisk', putDisk),
  },
  {
    operation: 'Disks_Update',
    method: 'PATCH',
    path: DISK,
    action: 'Microsoft.Compute/disks/write',
    coverage: 'supported',
    handle: patchDisk,
  },
  {
    operation: 'Disks_Delete',
    method: 'DELETE',
    path: DISK,
    action: 'Microsoft.Compute/disks/delete',
    coverage: 'supported',
    handle: removeDisk,
  },
  {
    operation: 'Disks_GrantAccess',
    method: 'POST',
    path: `${DISK}/beginGetAccess`,
    action: 'Microsoft.Compute/disks/beginGetAccess/action',
    coverage: 'partial',
    note: 'Nothing listens at the address that is given.',
    handle: grantAccess(diskIn),
  },
  {
    operation: 'Disks_RevokeAccess',
    method: 'POST',
    path: `${DISK}/endGetAccess`,
    action: 'Microsoft.Compute/disks/endGetAccess/action',
    coverage: 'supported',
    handle: revokeAccess(diskIn),
  },
];
