import type { Service } from '../../wire/route.ts';
import { assignmentRoutes } from './assignment-routes.ts';
import { definitionRoutes } from './definitions.ts';
import { permissionRoutes } from './permissions.ts';

export const authorization: Service = {
  name: 'authorization',
  routes: [...definitionRoutes, ...assignmentRoutes, ...permissionRoutes],
};
