import { page } from '../../wire/paging.ts';
import type { ArmRequest, ArmResponse, Route } from '../../wire/route.ts';
import { idIn, queryParam, requireOf } from './addressed.ts';
import { grantAccess, revokeAccess } from './data-access.ts';
import { diskPointView } from './disk-views.ts';
import { IN_GROUP } from './paths.ts';
import { pointView } from './point-views.ts';
import { putPoint, removePointRequested } from './point-writes.ts';
import { diskPointsOf } from './points.ts';
import { remaining } from './remaining.ts';
import { computeTypes, type DiskRestorePoint, type RestorePoint } from './shapes.ts';

const PAGE = 100;
const POINTS = `${IN_GROUP}/restorePointCollections/{restorePointCollectionName}/restorePoints`;
const POINT = `${POINTS}/{restorePointName}`;
const DISK_POINTS = `${POINTS}/{vmRestorePointName}/diskRestorePoints`;
const DISK_POINT = `${DISK_POINTS}/{diskRestorePointName}`;

const WORDS_UNKNOWN = 'The codes of the refusals of a copy are inferred: no real one was seen.';

function pointIn(request: ArmRequest, parameter: string): RestorePoint {
  const collectionId = idIn(request, 'restorePointCollections', 'restorePointCollectionName');
  return requireOf(request, computeTypes.restorePoints, `${collectionId}/restorePoints/${request.params[parameter]}`);
}

function diskPointIn(request: ArmRequest): DiskRestorePoint {
  const { id } = pointIn(request, 'vmRestorePointName');
  const { diskRestorePointName } = request.params;
  return requireOf(request, computeTypes.diskRestorePoints, `${id}/diskRestorePoints/${diskRestorePointName}`);
}

function getPoint(request: ArmRequest): ArmResponse {
  const instanceView = queryParam(request, '$expand')?.toLowerCase() === 'instanceview';
  const body = pointView(request.world, pointIn(request, 'restorePointName'), { instanceView });
  return { status: 200, headers: remaining('readPoint'), body };
}

function getDiskPoint(request: ArmRequest): ArmResponse {
  return { status: 200, headers: remaining('readDisk'), body: diskPointView(request.world, diskPointIn(request)) };
}

function listDiskPoints(request: ArmRequest): ArmResponse {
  const points = diskPointsOf(request.world, pointIn(request, 'vmRestorePointName').id);
  const view = (point: DiskRestorePoint) => diskPointView(request.world, point);
  return { status: 200, headers: remaining('listDisks'), body: page(request, points, { size: PAGE, view }) };
}

export const pointRoutes: readonly Route[] = [
  {
    operation: 'RestorePoints_Get',
    method: 'GET',
    path: POINT,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/read',
    coverage: 'supported',
    handle: getPoint,
  },
  {
    operation: 'RestorePoints_Create',
    method: 'PUT',
    path: POINT,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/write',
    coverage: 'partial',
    note: WORDS_UNKNOWN,
    handle: putPoint,
  },
  {
    operation: 'RestorePoints_Delete',
    method: 'DELETE',
    path: POINT,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/delete',
    coverage: 'supported',
    handle: removePointRequested,
  },
  {
    operation: 'DiskRestorePoint_Get',
    method: 'GET',
    path: DISK_POINT,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/diskRestorePoints/read',
    coverage: 'supported',
    handle: getDiskPoint,
  },
  {
    operation: 'DiskRestorePoint_ListByRestorePoint',
    method: 'GET',
    path: DISK_POINTS,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/diskRestorePoints/read',
    coverage: 'supported',
    handle: listDiskPoints,
  },
  {
    operation: 'DiskRestorePoint_GrantAccess',
    method: 'POST',
    path: `${DISK_POINT}/beginGetAccess`,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/diskRestorePoints/beginGetAccess/action',
    coverage: 'partial',
    note: 'Nothing listens at the address that is given.',
    handle: grantAccess(diskPointIn),
  },
  {
    operation: 'DiskRestorePoint_RevokeAccess',
    method: 'POST',
    path: `${DISK_POINT}/endGetAccess`,
    action: 'Microsoft.Compute/restorePointCollections/restorePoints/diskRestorePoints/endGetAccess/action',
    coverage: 'supported',
    handle: revokeAccess(diskPointIn),
  },
];
