import type { Service } from '../../wire/route.ts';
import { availabilitySetRoutes } from './availability-set-routes.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { collectionRoutes } from './collection-routes.ts';
import { diskRoutes } from './disk-routes.ts';
import { encryptionSetRoutes } from './encryption-set-routes.ts';
import { operationRoutes } from './long-running.ts';
import { machineRoutes } from './machine-routes.ts';
import { pointRoutes } from './point-routes.ts';
import { runCommandRoutes } from './run-command.ts';
import { snapshotRoutes } from './snapshot-routes.ts';

/** Microsoft.Compute. */
export const compute: Service = {
  name: 'compute',
  routes: [
    ...machineRoutes,
    ...runCommandRoutes,
    ...availabilitySetRoutes,
    ...diskRoutes,
    ...encryptionSetRoutes,
    ...snapshotRoutes,
    ...collectionRoutes,
    ...pointRoutes,
    ...catalogueRoutes,
    ...operationRoutes,
  ],
};
