import {
  collectionBody,
  pointCopyBody,
  restorePointBody,
  snapshotBody,
  snapshotCopyBody,
} from '../../../src/azure-bodies/copies.ts';
import type { CopiesWriter } from '../../../src/ports/azure/copies.ts';
import type { Clients } from '../core/clients.ts';
import type { Core } from '../core/core.ts';
import { flat } from '../core/flat.ts';
import { parseId } from '../core/ids.ts';
import { write } from '../core/writes.ts';
import { createRestorer } from './restorer.ts';

/** Every creation is a PUT of a name that the caller chose, so that repeating one is the same request. */
export const createCopiesWriter = (core: Core): CopiesWriter => ({
  createCollection: (order, sending) => {
    const start = async (clients: Clients) => {
      const { compute, resourceGroup, name } = await at(clients, order.id);
      return compute.restorePointCollections.createOrUpdate(resourceGroup, name, flat(collectionBody(order)));
    };
    const doing = 'create restore point collection';
    return write(core, { doing, resource: order.id, repeatable: true, start }, sending);
  },
  createRestorePoint: (order, sending) =>
    write(core, { doing: 'create restore point', ...putPoint(order.id, restorePointBody(order)) }, sending),
  copyRestorePoint: ({ id, sourceId }, sending) =>
    write(core, { doing: 'copy into restore point', ...putPoint(id, pointCopyBody(sourceId)) }, sending),
  deleteRestorePoint: ({ id }, sending) => {
    const start = async (clients: Clients) => {
      const { compute, resourceGroup, names } = await at(clients, id);
      const [collection = '', point = ''] = names;
      return compute.restorePoints.beginDelete(resourceGroup, collection, point);
    };
    const order = { doing: 'delete restore point', resource: id, repeatable: true, deletes: true, start };
    return write(core, order, sending);
  },
  createSnapshot: ({ id, region, diskId, incremental }, sending) =>
    write(core, { doing: 'create snapshot', ...putSnapshot(id, snapshotBody(region, diskId, incremental)) }, sending),
  copySnapshot: ({ id, region, sourceId }, sending) =>
    write(core, { doing: 'copy into snapshot', ...putSnapshot(id, snapshotCopyBody(region, sourceId)) }, sending),
  deleteSnapshot: ({ id }, sending) => {
    const start = async (clients: Clients) => {
      const { compute, resourceGroup, name } = await at(clients, id);
      return compute.snapshots.beginDelete(resourceGroup, name);
    };
    return write(core, { doing: 'delete snapshot', resource: id, repeatable: true, deletes: true, start }, sending);
  },
  ...createRestorer(core),
  standing: core.standing,
});

const at = async (clients: Clients, id: string) => {
  const where = parseId(id);
  return { ...where, compute: await clients.compute(where.subscription) };
};

type PointBody = ReturnType<typeof restorePointBody> | ReturnType<typeof pointCopyBody>;

const putPoint = (id: string, body: PointBody) => ({
  resource: id,
  repeatable: true,
  start: async (clients: Clients) => {
    const { compute, resourceGroup, names } = await at(clients, id);
    const [collection = '', point = ''] = names;
    return compute.restorePoints.beginCreate(resourceGroup, collection, point, flat(body));
  },
});

const putSnapshot = (id: string, body: ReturnType<typeof snapshotBody>) => ({
  resource: id,
  repeatable: true,
  start: async (clients: Clients) => {
    const { compute, resourceGroup, name } = await at(clients, id);
    return compute.snapshots.beginCreateOrUpdate(resourceGroup, name, flat(body));
  },
});
