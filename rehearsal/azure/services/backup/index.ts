import type { Service } from '../../wire/route.ts';
import { backupNowRoutes } from './backup-now.ts';
import { containerRoutes } from './containers.ts';
import { discoveryRoutes } from './discovery.ts';
import { itemRoutes } from './item-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { locationRoutes } from './location-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import { protectRoutes } from './protect.ts';
import { recoveryPointRoutes } from './recovery-point-routes.ts';
import { restoreRoutes } from './restore.ts';
import { unprotectRoutes } from './unprotect.ts';
import { usageSummaryRoutes } from './usage-summaries.ts';
import { validateOperationRoutes } from './validate-operation.ts';

/** Azure Backup of virtual machines, at the vault's own region. */
export const backup: Service = {
  name: 'backup',
  routes: [
    ...policyRoutes,
    ...discoveryRoutes,
    ...containerRoutes,
    ...itemRoutes,
    ...protectRoutes,
    ...unprotectRoutes,
    ...backupNowRoutes,
    ...recoveryPointRoutes,
    ...restoreRoutes,
    ...validateOperationRoutes,
    ...jobRoutes,
    ...operationRoutes,
    ...locationRoutes,
    ...usageSummaryRoutes,
  ],
};
