import type { Service } from '../../wire/route.ts';
import { accountRoutes } from './accounts.ts';
import { blobRoutes } from './blobs.ts';
import { operationRoutes } from './operations.ts';

export const storage: Service = {
  name: 'storage',
  routes: [...accountRoutes, ...blobRoutes, ...operationRoutes],
};
