import type { ArmResource } from '../../world/resources.ts';
import type { World } from '../../world/world.ts';
import { primaryOf, secondaryOf } from './account.ts';
import { geoReplicationStats } from './geo-replication.ts';

/** The account as GET returns it; how far its copy is only where that was asked for. */
export function accountView(world: World, account: ArmResource, expand?: string): ArmResource {
  const secondary = secondaryOf(account);
  const withStats = expand?.toLowerCase() === 'georeplicationstats';
  const geoReplication = withStats ? geoReplicationStats(world, account) : undefined;
  return {
    ...account,
    properties: {
      ...account.properties,
      statusOfPrimary: statusOf(world, primaryOf(account)),
      ...(secondary ? { statusOfSecondary: statusOf(world, secondary) } : {}),
      ...(geoReplication ? { geoReplicationStats: geoReplication } : {}),
    },
  };
}

function statusOf(world: World, region: string): 'available' | 'unavailable' {
  return world.isDown(region) ? 'unavailable' : 'available';
}
