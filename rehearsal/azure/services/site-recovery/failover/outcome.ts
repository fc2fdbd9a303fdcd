import type { World } from '../../../world/world.ts';
import { setPower } from '../../compute/provision.ts';
import { nameOf } from '../../resources/ids.ts';
import { machineGuid } from '../items/health.ts';
import type { ProtectedItem } from '../items/item.ts';
import { nicsOf } from '../items/nic-views.ts';
import type { RecoveryPoint } from '../items/recovery-points.ts';
import type { FailedOverItem } from '../jobs/job.ts';
import { targetMachineId } from './target.ts';

/** The item has failed over: what its stage and its fields say from now on. */
export function noteFailover(world: World, item: ProtectedItem, point: RecoveryPoint): FailedOverItem {
  const { state } = item;
  const vmId = targetMachineId(item, 'failover');
  const at = state.failover?.at ?? world.clock.now();
  setPower(world, vmId, 'running');
  state.failover = { at, pointId: point.id, pointTime: point.time, vmId };
  state.phase = 'failed-over';
  state.since = at;
  state.lastFailoverAt = world.clock.now();
  return outcomeOf(world, item, point, vmId);
}

/** The item as the job of its failover or test tells of it when it is done: the point is the one really used. */
export function outcomeOf(
  world: World,
  item: ProtectedItem,
  point: RecoveryPoint,
  vmId: string,
  testVmName?: string,
): FailedOverItem {
  const subnetId = nicsOf(world, vmId)[0]?.properties.ipConfigurations[0]?.properties.subnet.id;
  return {
    guid: machineGuid(item),
    friendlyName: item.state.vmName,
    networkName: subnetId === undefined ? '' : nameOf(subnetId.replace(/\/subnets\/[^/]+$/i, '')).toLowerCase(),
    subnet: subnetId === undefined ? '' : nameOf(subnetId),
    pointId: point.id,
    pointTime: point.time,
    ...(testVmName !== undefined && { testVmName }),
  };
}
