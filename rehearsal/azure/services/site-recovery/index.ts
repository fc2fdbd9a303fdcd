import type { Service } from '../../wire/route.ts';
import { pollingRoutes } from './accept.ts';
import { failoverRoutes } from './failover/routes.ts';
import { containerMappingRoutes } from './infrastructure/container-mappings.ts';
import { containerRoutes } from './infrastructure/containers.ts';
import { fabricRoutes } from './infrastructure/fabrics.ts';
import { networkMappingRoutes } from './infrastructure/network-mappings.ts';
import { networkRoutes } from './infrastructure/networks.ts';
import { policyRoutes } from './infrastructure/policies.ts';
import { itemRoutes } from './items/item-routes.ts';
import { protectableItemRoutes } from './items/protectable-items.ts';
import { recoveryPointRoutes } from './items/recovery-points.ts';
import { targetSizeRoutes } from './items/target-sizes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { planRoutes } from './plans/plan-routes.ts';
import { eligibilityRoutes } from './vault/eligibility.ts';
import { eventRoutes } from './vault/events.ts';
import { intentRoutes } from './vault/intents.ts';
import { operatingSystemRoutes } from './vault/operating-systems.ts';
import { vaultHealthRoutes } from './vault/vault-health.ts';
import { vaultSettingRoutes } from './vault/vault-settings.ts';

/** Site Recovery between regions of Azure. */
export const siteRecovery: Service = {
  name: 'site-recovery',
  routes: [
    ...fabricRoutes,
    ...containerRoutes,
    ...containerMappingRoutes,
    ...networkRoutes,
    ...networkMappingRoutes,
    ...policyRoutes,
    ...itemRoutes,
    ...protectableItemRoutes,
    ...recoveryPointRoutes,
    ...targetSizeRoutes,
    ...failoverRoutes,
    ...planRoutes,
    ...jobRoutes,
    ...eventRoutes,
    ...vaultHealthRoutes,
    ...eligibilityRoutes,
    ...operatingSystemRoutes,
    ...vaultSettingRoutes,
    ...intentRoutes,
    ...pollingRoutes,
  ],
};
