import type { Service } from '../../wire/route.ts';
import { extendedInfoRoutes } from './extended-info.ts';
import { lifecycleRoutes } from './lifecycle.ts';
import { nameAvailabilityRoutes } from './name-availability.ts';
import { operationRoutes } from './operations.ts';
import { storageConfigRoutes } from './storage-config.ts';
import { usageRoutes } from './usages.ts';
import { vaultConfigRoutes } from './vault-config.ts';

/** Recovery Services vaults: what holds backups and replicated items. */
export const vaults: Service = {
  name: 'vaults',
  routes: [
    ...lifecycleRoutes,
    ...operationRoutes,
    ...storageConfigRoutes,
    ...vaultConfigRoutes,
    ...usageRoutes,
    ...extendedInfoRoutes,
    ...nameAvailabilityRoutes,
  ],
};
