import type { Service } from '../../wire/route.ts';
import { aadPropertiesRoutes } from './aad-properties.ts';
import { accessTokenRoutes } from './access-token.ts';
import { secondaryItemRoutes } from './items.ts';
import { crossRegionJobRoutes } from './jobs.ts';
import { secondaryPointRoutes } from './points.ts';
import { triggerRoutes } from './trigger.ts';

/** Cross Region Restore: the same vaults, asked in the region paired with theirs. */
export const crossRegionRestore: Service = {
  name: 'cross-region-restore',
  routes: [
    ...secondaryItemRoutes,
    ...secondaryPointRoutes,
    ...accessTokenRoutes,
    ...aadPropertiesRoutes,
    ...triggerRoutes,
    ...crossRegionJobRoutes,
  ],
};
