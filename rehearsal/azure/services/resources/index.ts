import type { Service } from '../../wire/route.ts';
import { genericResourceRoutes } from './generic-resources.ts';
import { groupDeletionRoutes } from './group-deletion.ts';
import { groupRoutes } from './groups.ts';
import { providerRoutes } from './providers.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { tagRoutes } from './tags.ts';

export const resources: Service = {
  name: 'resources',
  routes: [
    ...subscriptionRoutes,
    ...groupRoutes,
    ...groupDeletionRoutes,
    ...genericResourceRoutes,
    ...providerRoutes,
    ...tagRoutes,
  ],
};
