import { ArmError } from '../../wire/errors.ts';
import type { ArmRequest, ArmResponse } from '../../wire/route.ts';
import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { queryValue } from '../resources/parameters.ts';
import { accountIn, primaryOf, secondaryOf, skuName } from './account.ts';
import { geoReplicationStats, restartReplication, skuAfterFailover } from './geo-replication.ts';
import { accepted, storageService } from './operations.ts';
import { placesOf, skuOf } from './provision.ts';

const secondsToFailOver = 40 * 60;

/**
 * The secondary region becomes the primary one: without a copy afterwards, unless the failover was planned. What
 * manages the account does not fail over: its location stays what it was.
 */
export function startFailover(request: ArmRequest): ArmResponse {
  const { world } = request;
  const account = accountIn(request);
  const isPlanned = queryValue(request, 'failoverType')?.toLowerCase() === 'planned';
  const target = requireReadiness(world, account, isPlanned);
  account.properties.failoverInProgress = true;
  const operation = world.operations.start({
    service: storageService,
    seconds: secondsToFailOver,
    complete: () => moveTo(world, account, target, isPlanned),
    fail: () => {
      delete account.properties.failoverInProgress;
    },
  });
  return accepted(request, target, operation.id);
}

function requireReadiness(world: World, account: ArmResource, isPlanned: boolean): string {
  const target = secondaryOf(account);
  if (target === undefined) {
    const message = `The storage account '${account.name}' is not geo-redundant (${skuName(account)}): there is no secondary region to fail over to.`;
    throw new ArmError(400, 'AccountFailoverNotSupported', message);
  }
  if (account.properties.failoverInProgress === true) {
    const message = `A failover of the storage account '${account.name}' is already in progress.`;
    throw new ArmError(409, 'StorageAccountFailoverInProgress', message);
  }
  const stats = geoReplicationStats(world, account);
  const isReady = isPlanned ? stats?.canPlannedFailover : stats?.canFailover;
  if (isReady !== true) {
    const message = `The storage account '${account.name}' cannot be failed over now: its copy in '${target}' is not ready.`;
    throw new ArmError(409, 'AccountFailoverNotReady', message);
  }
  return target;
}

function moveTo(world: World, account: ArmResource, target: string, isPlanned: boolean): void {
  const sku = isPlanned ? skuName(account) : skuAfterFailover(skuName(account));
  const { failoverInProgress, secondaryLocation, statusOfSecondary, secondaryEndpoints, ...kept } = account.properties;
  const former = primaryOf(account);
  const places = placesOf(account.name, target, sku);
  account.sku = skuOf(sku);
  account.properties = {
    ...kept,
    ...places,
    ...(isPlanned ? { secondaryLocation: former } : {}),
    lastGeoFailoverTime: new Date(world.clock.now()).toISOString(),
  };
  restartReplication(world, account);
}
